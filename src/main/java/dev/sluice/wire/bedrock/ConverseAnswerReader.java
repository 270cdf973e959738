package dev.sluice.wire.bedrock;

import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.json.JsonKey;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole Converse answer into canonical form. */
final class ConverseAnswerReader {
  private static final JsonKey OUTPUT = JsonKey.of("output");
  private static final JsonKey MESSAGE = JsonKey.of("message");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey REASON = JsonKey.of("stopReason");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey TIER = JsonKey.of("serviceTier");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey MORE = JsonKey.of("additionalModelResponseFields");
  private static final JsonKey DELTA = JsonKey.of("delta");
  private static final JsonKey SEQUENCE = JsonKey.of("stop_sequence");

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final String model;
  private final WayBack back;
  private final List<Part> parts = new ArrayList<>();
  private final ConverseUsage usage = new ConverseUsage();
  private @Nullable String reason;
  private @Nullable String sequence;
  private @Nullable ServiceTier tier;
  private boolean spoken;

  private ConverseAnswerReader(String model, WayBack back) {
    this.model = model;
    this.back = back;
  }

  /**
   * The answer that a body of status 200 holds. Throws {@link FailureException} with a {@link
   * dev.sluice.model.Failure.Garbled} when it holds none.
   *
   * @param model the provider's name of the model, which its answers do not tell
   * @param back what was done to the request
   */
  static CanonicalAnswer read(Buffer body, String model, WayBack back) {
    ConverseAnswerReader reader = new ConverseAnswerReader(model, back);
    return reader.in.document(Bytes.of(body), reader::read);
  }

  private CanonicalAnswer read() {
    while (in.member()) {
      member();
    }
    in.end();
    if (!spoken) {
      throw in.wrong("output.message", "must be given");
    }
    Choice choice = new Choice(0, back.restored(parts), finish(), sequence, null);
    return new CanonicalAnswer(
        "", model, 0, List.of(choice), usage.told() ? usage.usage() : null, tier);
  }

  private void member() {
    if (in.on(OUTPUT)) {
      output();
    } else if (in.on(REASON)) {
      reason = in.text("stopReason");
    } else if (in.on(USAGE)) {
      usage.read(in);
    } else if (in.on(TIER)) {
      tier = tier(in);
    } else if (in.on(MORE)) {
      sequence = sequence(in);
    } else {
      in.skip();
    }
  }

  private void output() {
    if (!in.object("output")) {
      return;
    }
    while (in.member()) {
      if (in.on(MESSAGE) && in.object("output.message")) {
        while (in.member()) {
          if (in.on(CONTENT)) {
            spoken = in.isArray();
            new ConverseBlockReader(in).read(parts);
          } else {
            in.skip();
          }
        }
      } else {
        in.skip();
      }
    }
  }

  /** The tier of an answer, null for none that is known. */
  static @Nullable ServiceTier tier(FieldReader in) {
    ServiceTier tier = null;
    if (in.object("serviceTier")) {
      while (in.member()) {
        if (in.on(TYPE)) {
          tier = ConverseWords.tier(in.text("serviceTier.type"));
        } else {
          in.skip();
        }
      }
    }
    return tier;
  }

  /** The stop sequence that the model came upon, null for none. */
  static @Nullable String sequence(FieldReader in) {
    String found = null;
    if (!in.isObject()) {
      in.skip();
    } else if (in.object("additionalModelResponseFields")) {
      while (in.member()) {
        if (in.on(SEQUENCE) && in.isText()) {
          found = in.text("stop_sequence");
        } else if (in.on(DELTA)) {
          String inner = sequence(in);
          found = inner == null ? found : inner;
        } else {
          in.skip();
        }
      }
    }
    return found;
  }

  private Finish finish() {
    return back.finish(reason == null ? Finish.END : ConverseWords.finish(reason), parts);
  }
}
