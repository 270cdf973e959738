/** States of targets: active probes, passive signals, breakers. */
@NullMarked
@CheckReturnValue
package dev.sluice.health;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
