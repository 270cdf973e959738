package dev.sluice.wire.bedrock;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into the frames of {@code application/vnd.amazon.eventstream}, the same however they
 * came: total length, headers' length and the checksum of both, headers, payload, and the checksum
 * of all before it. Holds one frame at most. Confined to one thread.
 */
final class FrameDecoder {
  /** Bytes before the headers. */
  private static final int PRELUDE = 12;

  private static final int CHECKSUM = 4;

  /** Room for headers besides the payload. */
  private static final int HEADERS = 16 * 1024;

  private static final int FIRST = 4096;
  private static final int KEPT = 1 << 16;

  private final CRC32 crc = new CRC32();
  private final int most;
  private byte[] held = new byte[FIRST];
  private int from;
  private int to;
  private int payloadFrom;
  private int payloadTo;
  private boolean checked;
  private @Nullable String message;
  private @Nullable String event;
  private @Nullable String exception;
  private @Nullable String code;
  private @Nullable String words;

  /**
   * A decoder at the start of a stream.
   *
   * @param maxPayload longest payload, in bytes
   */
  FrameDecoder(int maxPayload) {
    this.most = (int) Math.min(Integer.MAX_VALUE / 2, (long) maxPayload + HEADERS);
  }

  /** Takes bytes. */
  void feed(byte[] in, int start, int end) {
    if (from == to) {
      from = 0;
      to = 0;
      if (held.length > KEPT) {
        held = new byte[FIRST];
      }
    }
    int size = end - start;
    if (held.length - to < size) {
      byte[] room =
          to - from + size <= held.length
              ? held
              : new byte[Math.max(to - from + size, held.length * 2)];
      System.arraycopy(held, from, room, 0, to - from);
      held = room;
      to -= from;
      from = 0;
    }
    System.arraycopy(in, start, held, to, size);
    to += size;
  }

  /**
   * Goes to the next frame; false when more bytes are needed.
   *
   * <p>Throws {@link FailureException} with a {@link Failure.Garbled} when a frame is corrupt or
   * too long.
   */
  boolean next() {
    if (to - from < PRELUDE) {
      return false;
    }
    int total = word(from);
    int headers = word(from + 4);
    if (!checked) {
      prelude(total, headers);
      checked = true;
    }
    if (to - from < total) {
      return false;
    }
    int end = from + total;
    if (sum(from, end - CHECKSUM) != word(end - CHECKSUM)) {
      throw corrupt();
    }
    payloadFrom = from + PRELUDE + headers;
    payloadTo = end - CHECKSUM;
    headers(from + PRELUDE, payloadFrom);
    from = end;
    checked = false;
    return true;
  }

  private void prelude(int total, int headers) {
    if (sum(from, from + PRELUDE - CHECKSUM) != word(from + PRELUDE - CHECKSUM)) {
      throw corrupt();
    }
    if (headers < 0 || total < PRELUDE + CHECKSUM || headers > total - PRELUDE - CHECKSUM) {
      throw corrupt();
    }
    if (total > most) {
      throw new FailureException(
          new Failure.Garbled("The provider sent an event of more than " + most + " bytes."));
    }
  }

  private int sum(int start, int end) {
    crc.reset();
    crc.update(held, start, end - start);
    return (int) crc.getValue();
  }

  private int word(int at) {
    return (held[at] & 0xFF) << 24
        | (held[at + 1] & 0xFF) << 16
        | (held[at + 2] & 0xFF) << 8
        | (held[at + 3] & 0xFF);
  }

  private int half(int at) {
    return (held[at] & 0xFF) << 8 | (held[at + 1] & 0xFF);
  }

  private void headers(int start, int end) {
    message = null;
    event = null;
    exception = null;
    code = null;
    words = null;
    int at = start;
    while (at < end) {
      int name = at + 1;
      int type = name + (held[at] & 0xFF);
      if (type >= end) {
        throw corrupt();
      }
      int value = type + 1;
      boolean text = held[type] == 6 || held[type] == 7;
      if (text && value + 2 > end) {
        throw corrupt();
      }
      at = value + length(held[type], value);
      if (at > end) {
        throw corrupt();
      }
      if (held[type] == 7) {
        keep(name, type, value + 2, at);
      }
    }
  }

  /** Length of a header's value by its type. */
  private int length(byte type, int at) {
    return switch (type) {
      case 0, 1 -> 0;
      case 2 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      case 5, 8 -> 8;
      case 6, 7 -> 2 + half(at);
      case 9 -> 16;
      default -> throw corrupt();
    };
  }

  private void keep(int name, int nameEnd, int value, int end) {
    switch (text(name, nameEnd)) {
      case ":message-type" -> message = text(value, end);
      case ":event-type" -> event = text(value, end);
      case ":exception-type" -> exception = text(value, end);
      case ":error-code" -> code = text(value, end);
      case ":error-message" -> words = text(value, end);
      default -> {
        // The content type is JSON in all of them.
      }
    }
  }

  private String text(int start, int end) {
    return new String(held, start, end - start, StandardCharsets.UTF_8);
  }

  private static FailureException corrupt() {
    return new FailureException(new Failure.Garbled("The provider sent a corrupt event."));
  }

  /** Whether a frame has begun that is not whole. */
  boolean pending() {
    return from < to;
  }

  /** The array that holds the frame. */
  byte[] array() {
    return held;
  }

  /** Offset of the payload. */
  int payloadFrom() {
    return payloadFrom;
  }

  /** Offset after the payload. */
  int payloadTo() {
    return payloadTo;
  }

  /** The kind of frame, {@code event}, {@code exception} or {@code error}; null when untold. */
  @Nullable String messageType() {
    return message;
  }

  /** The event's name, null when it has none. */
  @Nullable String eventType() {
    return event;
  }

  /** The exception's or error's name, null when it has none. */
  @Nullable String failureType() {
    return exception == null ? code : exception;
  }

  /** What an error frame says, null for nothing. */
  @Nullable String failureMessage() {
    return words;
  }
}
