package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import org.jspecify.annotations.Nullable;

/** Where in an event of a stream the things stand that have to be right. Reused. */
final class MessagesFrame {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey MESSAGE = JsonKey.of("message");
  private static final JsonKey BLOCK = JsonKey.of("content_block");
  private static final JsonKey DELTA = JsonKey.of("delta");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey REASON = JsonKey.of("stop_reason");
  private static final JsonKey INPUT = JsonKey.of("input_tokens");
  private static final JsonKey OUTPUT = JsonKey.of("output_tokens");

  /** Of a place that is not there. */
  static final int NOWHERE = -1;

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final MessagesUsage counts;

  @Nullable String type;
  @Nullable String id;
  @Nullable String reason;

  /** Type of the block that begins. */
  @Nullable String block;

  long index;
  int indexFrom;
  int indexTo;
  int modelFrom;
  int modelTo;

  /** Behind the opening bracket of the event, of its message, of the usage. */
  int inEvent;

  int inMessage;
  int inUsage;

  /** Whether the usage tells tokens of the prompt, and of the answer. */
  boolean prompt;

  boolean answer;

  /** Whether the usage is there and tells nothing. */
  boolean emptyUsage;

  /**
   * Frames of one stream.
   *
   * @param counts takes what they tell of usage
   */
  MessagesFrame(MessagesUsage counts) {
    this.counts = counts;
  }

  /** Reads an event. Throws when it is not JSON, or not of the dialect. */
  void read(byte[] array, int from, int to) {
    forget();
    in.reset(array, from, to);
    if (!in.isObject()) {
      throw in.wrong("event", "must be an object");
    }
    inEvent = in.at() + 1;
    if (in.object("event")) {
      while (in.member()) {
        member(array);
      }
    }
    in.end();
  }

  private void forget() {
    type = null;
    id = null;
    reason = null;
    block = null;
    index = 0;
    indexFrom = NOWHERE;
    indexTo = NOWHERE;
    modelFrom = NOWHERE;
    modelTo = NOWHERE;
    inMessage = NOWHERE;
    inUsage = NOWHERE;
    prompt = false;
    answer = false;
    emptyUsage = false;
  }

  private void member(byte[] array) {
    if (in.on(TYPE)) {
      type = in.text("type");
    } else if (in.on(INDEX)) {
      indexFrom = in.at();
      index = in.count();
      indexTo = in.at();
    } else if (in.on(DELTA) && in.isObject()) {
      reason = said("delta", REASON);
    } else if (in.on(BLOCK) && in.isObject()) {
      block = said("content_block", TYPE);
    } else if (in.on(USAGE)) {
      usage(array);
    } else if (in.on(MESSAGE) && in.isObject()) {
      message(array);
    } else {
      in.skip();
    }
  }

  /** A member of the object, null when it has none; leaves the object behind. */
  private @Nullable String said(String object, JsonKey name) {
    String found = null;
    if (in.object(object)) {
      while (in.member()) {
        if (in.on(name)) {
          found = in.text(object);
        } else {
          in.skip();
        }
      }
    }
    return found;
  }

  private void message(byte[] array) {
    inMessage = in.at() + 1;
    if (!in.object("message")) {
      return;
    }
    while (in.member()) {
      if (in.on(ID)) {
        id = in.text("message.id");
      } else if (in.on(MODEL)) {
        modelFrom = in.at();
        in.skip();
        modelTo = in.at();
      } else if (in.on(USAGE)) {
        usage(array);
      } else {
        in.skip();
      }
    }
  }

  /** Usage is looked at twice, which only the first and the last event of an answer have. */
  private void usage(byte[] array) {
    int from = in.at();
    boolean object = in.isObject();
    counts.read(in);
    if (!object) {
      return;
    }
    inUsage = from + 1;
    emptyUsage = true;
    FieldReader again = new FieldReader(FieldReader.Author.PROVIDER);
    again.reset(array, from, in.at());
    if (again.object("usage")) {
      while (again.member()) {
        emptyUsage = false;
        boolean input = again.on(INPUT);
        boolean output = again.on(OUTPUT);
        boolean told = !again.skipNull();
        if (told) {
          again.skip();
        }
        prompt |= input && told;
        answer |= output && told;
      }
    }
  }
}
