/**
 * OpenAI's Responses dialect in and out of canonical form: requests, whole answers and streams, as
 * clients and as providers speak it.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.openai.responses.codec;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
