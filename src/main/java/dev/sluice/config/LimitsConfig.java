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
 * @param answer largest non-streamed answer in bytes; it is held until it is whole and checked
 * @param frame largest event of a stream in bytes
 * @param memory request bodies held by a node at one time, in bytes; 0 for a quarter of the heap
 * @param errorBody how much of a provider's error body is read, in bytes
 * @param upload largest form or file that is passed on, in bytes
 * @param uploadMemory how much of a form is held in memory, in bytes; the rest goes to disk
 * @param uploadDisk disk that the forms of a node take at one time, in bytes
 * @param uploadTime from a form's or file's head to its end; {@code bodyTime} bounds the silence
 *     within it
 * @param choices most answers of one request that are asked for one by one, where a provider gives
 *     one at a time
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
    int memory,
    int errorBody,
    int upload,
    int uploadMemory,
    int uploadDisk,
    Duration uploadTime,
    int choices) {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);

  public LimitsConfig {
    new Rules()
        .bytes("body", body, 1, 1024 * MIB)
        .bytes("headers", headers, 1, MIB)
        .bytes("url", url, 1, 64 * KIB)
        .within("headers_time", headersTime, MILLI, HOUR)
        .within("body_time", bodyTime, MILLI, HOUR)
        .within("keep_alive", keepAlive, MILLI, HOUR)
        .within("connections", connections, 1, 1_000_000)
        .within("exchanges", exchanges, 1, 1_000_000)
        .within("queue", queue, 0, 1_000_000)
        .within("queue_time", queueTime, Duration.ZERO, Duration.ofMinutes(10))
        .bytes("answer", answer, 1, 256 * MIB)
        .bytes("frame", frame, 1, 256 * MIB)
        .bytes("memory", memory, 0, Integer.MAX_VALUE)
        .bytes("error_body", errorBody, 1, 16 * MIB)
        .bytes("upload", upload, 1, Integer.MAX_VALUE)
        .bytes("upload_memory", uploadMemory, 0, 64 * MIB)
        .bytes("upload_disk", uploadDisk, 0, Integer.MAX_VALUE)
        .within("upload_time", uploadTime, MILLI, Duration.ofDays(1))
        .within("choices", choices, 1, 128)
        .enforce();
  }

  /** Bounds that fit long prompts with images and ten thousand exchanges at once. */
  public static LimitsConfig defaults() {
    return new LimitsConfig(
        32 * MIB,
        32 * KIB,
        8 * KIB,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(75),
        20_000,
        10_000,
        1000,
        Duration.ofSeconds(5),
        32 * MIB,
        8 * MIB,
        0,
        64 * KIB,
        512 * MIB,
        256 * KIB,
        1024 * MIB,
        Duration.ofMinutes(30),
        8);
  }
}
