package dev.sluice.wire.openai;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.Splice;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer that is no chat, checked to be one. Its bytes pass but for the model's name.
 *
 * @param body the bytes for the client; the very buffer that was read when nothing had to change
 * @param usage what the provider counted, null when it told nothing
 */
public record PlainAnswer(Buffer body, @Nullable Usage usage) {
  /**
   * Reads a provider's answer of status 200. Throws {@link FailureException} with a {@link
   * Failure.Garbled} when it is no JSON object, or with what an error within it stands for.
   *
   * @param publicModel name put in place of the answer's model, null to leave the provider's
   */
  public static PlainAnswer read(Buffer body, @Nullable String publicModel) {
    Bytes bytes = Bytes.of(body);
    PlainScan scan = new PlainScan();
    try {
      scan.read(bytes.array(), bytes.from(), bytes.to());
    } catch (MalformedJson e) {
      throw new FailureException(new Failure.Garbled("The provider's answer is not JSON."));
    }
    if (!scan.object) {
      throw new FailureException(new Failure.Garbled("The provider's answer is not an object."));
    }
    if (scan.failed) {
      throw new FailureException(
          ProviderFailure.within(ErrorBody.read(bytes.array(), bytes.from(), bytes.to())));
    }
    Usage usage =
        scan.usageTo > scan.usageFrom
            ? new UsageScan().read(bytes.array(), scan.usageFrom, scan.usageTo)
            : null;
    byte[] name = JsonText.encodeOrNull(publicModel);
    return new PlainAnswer(Splice.named(body, bytes, scan.modelFrom, scan.modelTo, name), usage);
  }
}
