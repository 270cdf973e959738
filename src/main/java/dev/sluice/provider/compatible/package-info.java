/** Servers that speak OpenAI's API in their own way, as a descriptor says. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.compatible;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
