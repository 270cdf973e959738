package dev.sluice.config;

import java.time.Duration;

/**
 * Bounds of sizes, times and numbers.
 *
 * @param body largest request body in bytes
 * @param headers largest header block in bytes
 * @param url longest request line in bytes
 * @param headersTime from a connection's opening to its first complete request head
 * @param bodyTime from a request's head to the end of its body
 * @param keepAlive longest idle time of a connection between requests
 * @param connections open client connections of a node
 * @param exchanges exchanges in flight of a node
 * @param queue exchanges that wait for a place, of a node
 * @param queueTime longest wait for a place
 * @param answer largest non-streamed answer that is held for checking, in bytes; a longer one is
 *     passed on as it comes
 * @param frame largest event of a stream in bytes
 * @param errorBody how much of a provider's error body is read, in bytes
 */
public record LimitsConfig(
    int body,
    int headers,
    int url,
    Duration headersTime,
    Duration bodyTime,
    Duration keepAlive,
    int connections,
    int exchanges,
    int queue,
    Duration queueTime,
    int answer,
    int frame,
    int errorBody) {}
