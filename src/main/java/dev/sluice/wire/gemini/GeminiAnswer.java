package dev.sluice.wire.gemini;

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
 * A whole answer, checked to be one. Its bytes pass but for the model's name.
 *
 * @param body the bytes for the client; the very buffer that was read when nothing had to change
 * @param usage what the provider counted, null when it told nothing
 */
public record GeminiAnswer(Buffer body, @Nullable Usage usage) {
  /**
   * Reads a provider's answer of status 200. Throws {@link FailureException} with a {@link
   * Failure.Garbled} when it is no answer, or with what an error within it stands for.
   *
   * @param publicModel name put in place of the answer's model, null to leave the provider's
   */
  public static GeminiAnswer read(Buffer body, @Nullable String publicModel) {
    Bytes bytes = Bytes.of(body);
    GeminiGlance glance = new GeminiGlance();
    try {
      glance.read(bytes.array(), bytes.from(), bytes.to());
    } catch (MalformedJson e) {
      throw garbled("The provider's answer is not JSON.");
    }
    if (glance.failed()) {
      throw new FailureException(GeminiFailure.within(bytes.array(), bytes.from(), bytes.to()));
    }
    if (!glance.said()) {
      throw garbled("The provider's answer is odd: `candidates` must be given.");
    }
    Buffer made = body;
    if (publicModel != null && glance.modelFrom() >= 0) {
      Splice splice = new Splice(body);
      splice.replace(
          glance.modelFrom() - bytes.from(),
          glance.modelTo() - bytes.from(),
          JsonText.encode(publicModel));
      made = splice.end();
    }
    return new GeminiAnswer(made, glance.usage().told() ? glance.usage().usage() : null);
  }

  private static FailureException garbled(String message) {
    return new FailureException(new Failure.Garbled(message));
  }
}
