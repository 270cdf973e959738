/** What sets two configurations apart, and what of it a running node can take. */
@NullMarked
@CheckReturnValue
package dev.sluice.config.change;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
