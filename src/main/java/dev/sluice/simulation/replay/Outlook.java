package dev.sluice.simulation.replay;

/**
 * What was to be expected of the chosen targets, mean over those decisions in which the value was
 * known of both the recorded choice and the other one.
 *
 * @param cost nano-dollars of a request
 * @param latency seconds to the first token
 * @param success share of attempts that succeed, 0 to 1
 */
public record Outlook(double cost, double latency, double success) {}
