/**
 * Gateways and providers in virtual time: the gateway's own router drives made-up targets, at a
 * million requests in seconds.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.simulation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
