/** Typed, validated settings, and how they are read from YAML and the environment. */
@NullMarked
@CheckReturnValue
package dev.sluice.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
