/** Any provider that speaks OpenAI's API. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
