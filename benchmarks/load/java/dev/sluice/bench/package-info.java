/** Measures a gateway: what it adds in time, processor and memory to a provider called directly. */
@NullMarked
@CheckReturnValue
package dev.sluice.bench;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
