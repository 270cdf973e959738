package dev.sluice.wire.bedrock;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import org.jspecify.annotations.Nullable;

/** What one event of a stream says. Reused from event to event. */
final class ConverseFragment {
  private static final JsonKey INDEX = JsonKey.of("contentBlockIndex");
  private static final JsonKey START = JsonKey.of("start");
  private static final JsonKey DELTA = JsonKey.of("delta");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey TOOL = JsonKey.of("toolUse");
  private static final JsonKey TOOL_ID = JsonKey.of("toolUseId");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey INPUT = JsonKey.of("input");
  private static final JsonKey REASONING = JsonKey.of("reasoningContent");
  private static final JsonKey SIGNATURE = JsonKey.of("signature");
  private static final JsonKey REDACTED = JsonKey.of("redactedContent");
  private static final JsonKey CITATION = JsonKey.of("citation");
  private static final JsonKey REASON = JsonKey.of("stopReason");
  private static final JsonKey MORE = JsonKey.of("additionalModelResponseFields");
  private static final JsonKey USAGE = JsonKey.of("usage");

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final ConverseUsage usage = new ConverseUsage();
  long index;
  @Nullable String text;
  @Nullable String id;
  @Nullable String name;
  @Nullable String input;
  @Nullable String thought;
  @Nullable String signature;
  @Nullable String redacted;
  @Nullable Citation citation;
  @Nullable String reason;
  @Nullable String sequence;
  boolean counted;

  /** Reads an event's payload. Throws as {@link FieldReader} does. */
  void read(byte[] bytes, int from, int to) {
    forget();
    in.open(bytes, from, to, "event");
    while (in.member()) {
      member();
    }
    in.end();
  }

  private void forget() {
    index = 0;
    text = null;
    id = null;
    name = null;
    input = null;
    thought = null;
    signature = null;
    redacted = null;
    citation = null;
    reason = null;
    sequence = null;
    counted = false;
  }

  private void member() {
    if (in.on(DELTA)) {
      delta();
    } else if (in.on(INDEX)) {
      index = in.count();
    } else if (in.on(START)) {
      start();
    } else if (in.on(REASON)) {
      reason = in.text("stopReason");
    } else if (in.on(USAGE)) {
      usage.read(in);
      counted = usage.told();
    } else if (in.on(MORE)) {
      sequence = ConverseAnswerReader.sequence(in);
    } else {
      in.skip();
    }
  }

  private void start() {
    if (in.object("start")) {
      while (in.member()) {
        if (in.on(TOOL)) {
          tool();
        } else {
          in.skip();
        }
      }
    }
  }

  private void delta() {
    if (!in.object("delta")) {
      return;
    }
    while (in.member()) {
      if (in.on(TEXT)) {
        text = in.text("delta.text");
      } else if (in.on(TOOL)) {
        tool();
      } else if (in.on(REASONING)) {
        reasoning();
      } else if (in.on(CITATION)) {
        citation = ConverseCitation.read(in);
      } else {
        in.skip();
      }
    }
  }

  private void tool() {
    if (!in.object("toolUse")) {
      return;
    }
    while (in.member()) {
      if (in.on(INPUT)) {
        input = in.text("toolUse.input");
      } else if (in.on(TOOL_ID)) {
        id = in.text("toolUse.toolUseId");
      } else if (in.on(NAME)) {
        name = in.text("toolUse.name");
      } else {
        in.skip();
      }
    }
  }

  private void reasoning() {
    if (!in.object("reasoningContent")) {
      return;
    }
    while (in.member()) {
      if (in.on(TEXT)) {
        thought = in.text("reasoningContent.text");
      } else if (in.on(SIGNATURE)) {
        signature = in.text("reasoningContent.signature");
      } else if (in.on(REDACTED)) {
        redacted = in.text("reasoningContent.redactedContent");
      } else {
        in.skip();
      }
    }
  }

  /** All usage that was told so far. */
  ConverseUsage usage() {
    return usage;
  }
}
