/** Buckets in a Redis server. */
@NullMarked
@CheckReturnValue
package dev.sluice.fleet.lease.redis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
