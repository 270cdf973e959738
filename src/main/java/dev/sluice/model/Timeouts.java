package dev.sluice.model;

import java.time.Duration;

/**
 * Time bounds of one attempt.
 *
 * @param connect until the connection stands
 * @param firstByte from sending the request until the answer's first byte of content
 * @param betweenBytes longest silence within an answer that has begun
 * @param whole from start to last byte
 */
public record Timeouts(
    Duration connect, Duration firstByte, Duration betweenBytes, Duration whole) {}
