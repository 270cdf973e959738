/** What is told of the statistics outside: plain records, ready to be written as JSON. */
@NullMarked
@CheckReturnValue
package dev.sluice.stats.view;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
