/** Providers behind clients of other dialects: what both say is translated at the lane's edge. */
@NullMarked
@CheckReturnValue
package dev.sluice.provider.translation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
