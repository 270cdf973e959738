/** Permits: rate caps of targets, retry budgets, places in the house. */
@NullMarked
@CheckReturnValue
package dev.sluice.limit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
