/** Buckets in the memory of a Hazelcast cluster. */
@NullMarked
@CheckReturnValue
package dev.sluice.fleet.lease.hazelcast;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
