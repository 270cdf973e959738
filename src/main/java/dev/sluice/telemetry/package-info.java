/** Names and tags of meters, and the keys of log lines. */
@NullMarked
@CheckReturnValue
package dev.sluice.telemetry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
