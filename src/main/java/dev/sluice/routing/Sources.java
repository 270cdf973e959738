package dev.sluice.routing;

import java.util.SplittableRandom;

/**
 * Where a lane's routing gets from what it decides on.
 *
 * @param availability says which targets may be chosen
 * @param statistics say what is known of them
 * @param random chance of this lane alone
 */
record Sources(Availability availability, Statistics statistics, SplittableRandom random) {}
