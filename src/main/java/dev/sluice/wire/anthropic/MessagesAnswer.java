package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.Splice;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonText;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, checked to be one. Its bytes pass but for the model's name.
 *
 * @param body the bytes for the client; the very buffer that was read when nothing had to change
 * @param usage what the provider counted, null when it told nothing
 */
public record MessagesAnswer(Buffer body, @Nullable Usage usage) {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey USAGE = JsonKey.of("usage");

  /**
   * Reads a provider's answer of status 200. Throws {@link FailureException} with a {@link
   * Failure.Garbled} when it is no answer, or with what an error within it stands for.
   *
   * @param publicModel name put in place of the answer's model, null to leave the provider's
   */
  public static MessagesAnswer read(Buffer body, @Nullable String publicModel) {
    Bytes bytes = Bytes.of(body);
    FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
    Scan scan = in.document(bytes, () -> new Scan(in));
    if ("error".equals(scan.type)) {
      throw new FailureException(MessagesFailure.within(bytes.array(), bytes.from(), bytes.to()));
    }
    if (!scan.spoken) {
      throw in.wrong("content", "must be an array");
    }
    byte[] name = JsonText.encodeOrNull(publicModel);
    return new MessagesAnswer(
        Splice.named(body, bytes, scan.modelFrom, scan.modelTo, name),
        scan.usage.told() ? scan.usage.usage() : null);
  }

  private static final class Scan {
    private final MessagesUsage usage = new MessagesUsage();
    private @Nullable String type;
    private boolean spoken;
    private int modelFrom;
    private int modelTo;

    Scan(FieldReader in) {
      while (in.member()) {
        if (in.on(TYPE)) {
          type = in.text("type");
        } else if (in.on(MODEL)) {
          modelFrom = in.at();
          in.skip();
          modelTo = in.at();
        } else if (in.on(CONTENT)) {
          spoken = in.isArray();
          in.skip();
        } else if (in.on(USAGE)) {
          usage.read(in);
        } else {
          in.skip();
        }
      }
      in.end();
    }
  }
}
