/**
 * The words of the house: models, targets, plans, failures, outcomes, usage and money. Pure values.
 */
@NullMarked
@CheckReturnValue
package dev.sluice.model;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
