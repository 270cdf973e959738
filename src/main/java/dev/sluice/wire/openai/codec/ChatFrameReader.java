package dev.sluice.wire.openai.codec;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.FrameReader;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.openai.ErrorBody;
import dev.sluice.wire.openai.ProviderFailure;
import dev.sluice.wire.openai.UsageScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the frames of a chat stream. */
public final class ChatFrameReader implements FrameReader {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey CREATED = JsonKey.of("created");
  private static final JsonKey CHOICES = JsonKey.of("choices");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey ERROR = JsonKey.of("error");

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final UsageScan usageScan = new UsageScan();
  private final ChatDeltaReader delta = new ChatDeltaReader(in);
  private String id = "";
  private String model = "";
  private long created;
  private @Nullable Usage usage;
  private boolean failed;
  private boolean chosen;
  private boolean started;
  private boolean known;

  @Override
  public void read(byte[] array, int from, int to, boolean error, Consumer<StreamEvent> events) {
    if (error) {
      throw failure(array, from, to);
    }
    if (Arrays.equals(array, from, Math.min(to, from + DONE.length), DONE, 0, DONE.length)) {
      done(events);
      return;
    }
    usage = null;
    chosen = false;
    known = false;
    in.open(array, from, to, "event");
    while (in.member()) {
      member(array);
    }
    in.end();
    if (failed || (!chosen && usage == null && !known)) {
      throw failure(array, from, to);
    }
    tell(events);
  }

  private void member(byte[] array) {
    if (in.on(CHOICES)) {
      known = true;
      chosen |= delta.read();
    } else if (!started && in.on(ID)) {
      id = or(in.text("id"), id);
    } else if (!started && in.on(MODEL)) {
      model = or(in.text("model"), model);
    } else if (!started && in.on(CREATED)) {
      created = in.count();
    } else if (in.on(USAGE)) {
      int value = in.at();
      in.skip();
      usage = usageScan.read(array, value, in.at());
    } else if (in.on(ERROR)) {
      failed = !in.skipNull();
      if (failed) {
        in.skip();
      }
    } else {
      in.skip();
    }
  }

  private void tell(Consumer<StreamEvent> events) {
    // A frame before the first choice, such as one of filters, often has no id yet.
    if (!started && chosen) {
      started = true;
      events.accept(new StreamEvent.Start(id, model, created, null));
    }
    delta.tell(events);
    if (usage != null) {
      events.accept(new StreamEvent.Counted(usage));
    }
  }

  private void done(Consumer<StreamEvent> events) {
    if (!delta.complete()) {
      throw new FailureException(
          new Failure.Cut("The provider's stream ended before the answer was complete."));
    }
    events.accept(new StreamEvent.Done());
  }

  /** The terminal event is missing at some servers; an answer that is finished is complete. */
  @Override
  public void end(Consumer<StreamEvent> events) {
    if (delta.complete()) {
      events.accept(new StreamEvent.Done());
    }
  }

  private static FailureException failure(byte[] array, int from, int to) {
    ErrorBody said = ErrorBody.read(array, from, to);
    return new FailureException(
        said.message() == null
            ? new Failure.Garbled("The provider sent an event without choices.")
            : ProviderFailure.within(said));
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
