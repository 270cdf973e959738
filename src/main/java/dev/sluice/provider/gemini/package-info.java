/** Google's Gemini: where its requests go and how they say who asks, at AI Studio and at Vertex. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.gemini;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
