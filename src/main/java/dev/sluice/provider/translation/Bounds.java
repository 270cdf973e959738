package dev.sluice.provider.translation;

/**
 * How much is taken of a provider's answer.
 *
 * @param frame longest event of a stream, in bytes
 * @param answer longest whole answer, in bytes
 */
public record Bounds(int frame, int answer) {}
