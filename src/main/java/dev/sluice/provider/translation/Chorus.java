package dev.sluice.provider.translation;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.canonical.StreamWriter;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns several streams with one choice each into one with all of them, event by event as they
 * come. It is complete when all are, and breaks when one does. Confined to one thread.
 */
final class Chorus {
  private final List<StreamReader> voices = new ArrayList<>();
  private final List<@Nullable Usage> used = new ArrayList<>();
  private final StreamWriter writer;
  private final JsonOut out = new JsonOut();
  private @Nullable Failure failure;
  private boolean started;
  private boolean over;
  private int done;

  /**
   * Streams at their start.
   *
   * @param number how many
   * @param reader makes a reader of one, which tells what is given to it
   */
  Chorus(int number, Function<Consumer<StreamEvent>, StreamReader> reader, StreamWriter writer) {
    this.writer = writer;
    for (int voice = 0; voice < number; voice++) {
      int choice = voice;
      used.add(null);
      voices.add(reader.apply(event -> happens(choice, event)));
    }
  }

  /** Takes a read of one stream and returns what the client gets now, which may be nothing. */
  Buffer feed(int voice, Buffer read) {
    out.clear();
    voices.get(voice).feed(read);
    return out.toBuffer();
  }

  /** Takes note of the end of one stream and returns what the client gets now. */
  Buffer end(int voice) {
    out.clear();
    voices.get(voice).end();
    return out.toBuffer();
  }

  private void happens(int voice, StreamEvent event) {
    if (over) {
      return;
    }
    switch (event) {
      case StreamEvent.Start start -> start(voice, start);
      case StreamEvent.Counted counted -> {
        used.set(voice, counted.usage());
        writer.write(new StreamEvent.Counted(sum()), out);
      }
      case StreamEvent.Done _ -> {
        done++;
        if (done == voices.size()) {
          over = true;
          writer.write(event, out);
        }
      }
      case StreamEvent.Broken broken -> {
        over = true;
        failure = broken.failure();
        writer.write(event, out);
      }
      default -> writer.write(Reindexed.at(voice, event), out);
    }
  }

  private void start(int voice, StreamEvent.Start start) {
    used.set(voice, start.usage());
    if (!started) {
      started = true;
      writer.write(start, out);
      open();
    }
  }

  /** Begins all choices at once: some clients take the answer for over when all begun are. */
  private void open() {
    for (int choice = 1; choice < voices.size(); choice++) {
      writer.write(new StreamEvent.TextDelta(choice, ""), out);
    }
  }

  private Usage sum() {
    Usage sum = Usage.NONE;
    for (Usage each : used) {
      sum = each == null ? sum : sum.plus(each);
    }
    return sum;
  }

  /** Why it broke, null when it did not. */
  @Nullable Failure failure() {
    return failure;
  }
}
