/** Any provider that speaks Anthropic's Messages API. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.anthropic;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
