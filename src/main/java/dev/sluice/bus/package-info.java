/** Addresses, messages and codecs of the event bus, and the lanes they travel on. */
@NullMarked
@CheckReturnValue
package dev.sluice.bus;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
