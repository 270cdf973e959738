/**
 * Figures that fade: sums and quantile sketches of what targets did, older attempts counting less,
 * and what follows from them. Pure: no Vert.x, no clock.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.stats.window;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
