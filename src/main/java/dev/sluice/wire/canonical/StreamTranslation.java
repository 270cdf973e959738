package dev.sluice.wire.canonical;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a provider's stream into one in the client's dialect, event by event.
 * Confined to one thread.
 */
public final class StreamTranslation {
  private final StreamReader reader;
  private final StreamWriter writer;
  private final JsonOut out = new JsonOut();
  private @Nullable Usage usage;
  private @Nullable Failure failure;

  /**
   * A translation at the start of a stream.
   *
   * @param reader makes the reader of the provider's stream, which tells what is given to it
   */
  public StreamTranslation(
      Function<Consumer<StreamEvent>, StreamReader> reader, StreamWriter writer) {
    this.writer = writer;
    this.reader = reader.apply(this::happens);
  }

  /** Takes a read and returns what the client gets now, which may be nothing. */
  public Buffer feed(Buffer read) {
    out.clear();
    reader.feed(read);
    return out.toBuffer();
  }

  /** Takes note of the provider's end and returns what the client gets last. */
  public Buffer end() {
    out.clear();
    reader.end();
    return out.toBuffer();
  }

  private void happens(StreamEvent event) {
    if (event instanceof StreamEvent.Counted counted) {
      usage = counted.usage();
    } else if (event instanceof StreamEvent.Start start && start.usage() != null) {
      usage = start.usage();
    } else if (event instanceof StreamEvent.Broken broken) {
      failure = broken.failure();
    }
    writer.write(event, out);
  }

  /** Whether the last event was given out; further input is ignored. */
  public boolean over() {
    return reader.over();
  }

  /** What the provider told of usage so far, null for nothing. */
  public @Nullable Usage usage() {
    return usage;
  }

  /** Why the stream broke off, null when it did not. */
  public @Nullable Failure failure() {
    return failure;
  }
}
