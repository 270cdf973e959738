package dev.sluice.wire.openai.responses;

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
 * A whole response, checked to be one. Its bytes pass but for the model's name.
 *
 * @param body the bytes for the client; the very buffer that was read when nothing had to change
 * @param usage what the provider counted, null when it told nothing
 */
public record ResponsesAnswer(Buffer body, @Nullable Usage usage) {
  /**
   * Reads a provider's answer of status 200. Throws {@link FailureException} with a {@link
   * Failure.Garbled} when it is no response, or with what it says of its failure.
   *
   * @param publicModel name put in place of the answer's model, null to leave the provider's
   */
  public static ResponsesAnswer read(Buffer body, @Nullable String publicModel) {
    Bytes bytes = Bytes.of(body);
    ResponsesScan scan = new ResponsesScan();
    try {
      scan.answer(bytes.array(), bytes.from(), bytes.to());
    } catch (MalformedJson e) {
      throw garbled("The provider's answer is not JSON.");
    }
    if ("failed".equals(scan.status)) {
      throw new FailureException(ResponsesFailure.of(scan.code, scan.message));
    }
    if (scan.failed) {
      throw new FailureException(ResponsesFailure.within(bytes.array(), bytes.from(), bytes.to()));
    }
    if (!scan.output) {
      throw garbled("The provider's answer is no response: it has no output.");
    }
    Usage usage = ResponsesCount.read(bytes.array(), scan.usageFrom, scan.usageTo);
    byte[] name = JsonText.encodeOrNull(publicModel);
    return new ResponsesAnswer(
        Splice.named(body, bytes, scan.modelFrom, scan.modelTo, name), usage);
  }

  private static FailureException garbled(String message) {
    return new FailureException(new Failure.Garbled(message));
  }
}
