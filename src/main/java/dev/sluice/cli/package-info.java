/** Commands of the sluice program. */
@NullMarked
@CheckReturnValue
package dev.sluice.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
