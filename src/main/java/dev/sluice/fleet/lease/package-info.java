/** What a node may spend of what the whole fleet may: leases of shared buckets, spent locally. */
@NullMarked
@CheckReturnValue
package dev.sluice.fleet.lease;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
