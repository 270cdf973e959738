/** Any provider that speaks Anthropic's Messages API, behind clients that speak OpenAI's. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.anthropic;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
