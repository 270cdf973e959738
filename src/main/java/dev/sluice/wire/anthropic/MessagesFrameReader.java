package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.FrameReader;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.json.JsonKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the frames of a Messages stream. */
public final class MessagesFrameReader implements FrameReader {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey MESSAGE = JsonKey.of("message");
  private static final JsonKey BLOCK = JsonKey.of("content_block");
  private static final JsonKey DELTA = JsonKey.of("delta");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey MODEL = JsonKey.of("model");

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final MessagesUsage usage = new MessagesUsage();
  private final MessagesFragment fragment = new MessagesFragment(in);
  private final MessagesBlocks blocks;
  private @Nullable String type;
  private String id = "";
  private String model = "";
  private String startedId = "";
  private boolean started;
  private boolean finished;

  /**
   * A stream at its start.
   *
   * @param back what was done to the request
   */
  public MessagesFrameReader(WayBack back) {
    this.blocks = new MessagesBlocks(back);
  }

  @Override
  public void read(byte[] array, int from, int to, boolean error, Consumer<StreamEvent> events) {
    if (error) {
      throw new FailureException(MessagesFailure.within(array, from, to));
    }
    type = null;
    fragment.forget();
    in.open(array, from, to, "event");
    while (in.member()) {
      member();
    }
    in.end();
    if ("error".equals(type)) {
      throw new FailureException(MessagesFailure.within(array, from, to));
    }
    tell(in.given(type, "type"), events);
  }

  private void member() {
    if (in.on(TYPE)) {
      type = in.text("type");
    } else if (in.on(DELTA)) {
      fragment.read("delta");
    } else if (in.on(BLOCK)) {
      fragment.read("content_block");
    } else if (in.on(MESSAGE)) {
      message();
    } else if (in.on(USAGE)) {
      usage.read(in);
    } else {
      in.skip();
    }
  }

  private void message() {
    if (!in.object("message")) {
      return;
    }
    while (in.member()) {
      if (in.on(ID)) {
        id = or(in.text("message.id"));
      } else if (in.on(MODEL)) {
        model = or(in.text("message.model"));
      } else if (in.on(USAGE)) {
        usage.read(in);
      } else {
        in.skip();
      }
    }
  }

  private void tell(String what, Consumer<StreamEvent> events) {
    if (what.equals("ping")) {
      events.accept(new StreamEvent.Ping());
      return;
    }
    if (what.equals("message_start")) {
      start(events);
      return;
    }
    if (!started) {
      throw in.wrong("type", "must be message_start at first");
    }
    switch (what) {
      case "content_block_start" -> blocks.start(fragment, events);
      case "content_block_delta" -> blocks.delta(fragment, events);
      case "content_block_stop" -> blocks.stop(events);
      case "message_delta" -> finish(events);
      case "message_stop" -> done(events);
      default -> {
        // The dialect grows, and asks its readers to pass over what they do not know.
      }
    }
  }

  private void start(Consumer<StreamEvent> events) {
    if (!started) {
      started = true;
      startedId = id;
      events.accept(new StreamEvent.Start(id, model, 0, usage.told() ? usage.usage() : null));
    } else if (blocks.begun() && !id.equals(startedId)) {
      throw new FailureException(
          new Failure.Garbled("The provider began another answer within the first."));
    }
  }

  private void finish(Consumer<StreamEvent> events) {
    if (fragment.reason != null && !finished) {
      finished = true;
      blocks.end(events);
      Finish finish = MessagesWords.finish(fragment.reason);
      String why = fragment.explanation;
      if (finish == Finish.REFUSAL && !blocks.spoken() && why != null && !why.isEmpty()) {
        events.accept(new StreamEvent.RefusalDelta(0, why));
      }
      boolean waits = finish == Finish.TOOL_CALLS && !blocks.called();
      events.accept(new StreamEvent.Finished(0, waits ? Finish.END : finish, fragment.sequence));
    }
    if (usage.told()) {
      events.accept(new StreamEvent.Counted(usage.usage()));
    }
  }

  private void done(Consumer<StreamEvent> events) {
    if (!finished) {
      finished = true;
      blocks.end(events);
      events.accept(
          new StreamEvent.Finished(0, blocks.called() ? Finish.TOOL_CALLS : Finish.END, null));
    }
    events.accept(new StreamEvent.Done());
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
