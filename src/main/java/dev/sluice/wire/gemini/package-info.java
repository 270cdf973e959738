/**
 * Google's Gemini dialect: its requests, answers, streams and errors read into the canonical form
 * and written from it.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.gemini;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
