/** Requests made fit for servers that know a part of the dialect only, field by field. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.openai.fields;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
