/** Measures the hot path of the gateway by JMH. */
@NullMarked
package dev.sluice.jmh;

import org.jspecify.annotations.NullMarked;
