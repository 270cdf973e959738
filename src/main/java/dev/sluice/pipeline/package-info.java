/** The life of one exchange: plan, attempts, failover, relay, settlement. */
@NullMarked
@CheckReturnValue
package dev.sluice.pipeline;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
