/** The openai-chat dialect: requests, answers, streams and errors as bytes. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.openai;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
