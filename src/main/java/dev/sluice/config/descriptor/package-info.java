/** What sets a server apart that speaks OpenAI's API in its own way. */
@NullMarked
@CheckReturnValue
package dev.sluice.config.descriptor;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
