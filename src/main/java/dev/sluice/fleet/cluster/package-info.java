/** The fleet on Hazelcast: who is a member, told by Hazelcast, and what members say themselves. */
@NullMarked
@CheckReturnValue
package dev.sluice.fleet.cluster;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
