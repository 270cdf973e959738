/** HTTP in, bytes out: reads envelopes, renders answers and failures. */
@NullMarked
@CheckReturnValue
package dev.sluice.ingress;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
