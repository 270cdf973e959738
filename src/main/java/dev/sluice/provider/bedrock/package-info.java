/** AWS Bedrock. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.bedrock;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
