/** Results as text, HTML and JSON. */
@NullMarked
@CheckReturnValue
package dev.sluice.simulation.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
