/**
 * How settings are read from YAML and the environment. Every mistake is told at once, each with its
 * place, and no message carries a credential.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.config.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
