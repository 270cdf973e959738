/** Buckets of tokens and permits that several nodes draw from: what is asked of their store. */
@NullMarked
@CheckReturnValue
package dev.sluice.fleet.lease.bucket;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
