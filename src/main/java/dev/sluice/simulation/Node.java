package dev.sluice.simulation;

/**
 * A node with its one lane.
 *
 * @param number from 0
 * @param health what it holds against the targets
 * @param statistics what it knows of them
 * @param planner what it plans with
 */
record Node(int number, NodeHealth health, NodeStatistics statistics, Planner planner) {}
