/**
 * The little of HTTP/1.1 that a mock provider and a load generator need, without a framework's
 * cost.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.bench.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
