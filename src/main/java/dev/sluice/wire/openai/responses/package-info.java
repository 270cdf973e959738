/**
 * OpenAI's Responses dialect where both sides speak it: answers and streams that pass as they are
 * but for the model's name, and how a failure is told to whoever reads them.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.openai.responses;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
