/** Carries messages between members on connections that both ends have proven to belong to. */
@NullMarked
@CheckReturnValue
package dev.sluice.fleet.channel;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
