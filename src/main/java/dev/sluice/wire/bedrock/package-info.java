/** AWS Bedrock's Converse dialect: written for its providers, and read from them. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.bedrock;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
