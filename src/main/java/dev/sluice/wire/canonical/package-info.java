/**
 * Chat in the one form between the dialects: what can be asked, answered and streamed, whoever
 * speaks. A dialect reads its own bytes into this form and writes this form as its own bytes, and
 * knows no other dialect.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.canonical;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
