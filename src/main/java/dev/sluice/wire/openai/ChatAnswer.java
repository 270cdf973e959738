package dev.sluice.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.Splice;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.JsonTree;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, checked and fit for every client.
 *
 * @param body the bytes for the client; the very buffer that was read when nothing had to change
 * @param usage what the provider counted, null when it told nothing
 */
public record ChatAnswer(Buffer body, @Nullable Usage usage) {
  /**
   * Reads a provider's answer of status 200. Throws {@link FailureException} with a {@link
   * Failure.Garbled} when it is no answer, or with what an error within it stands for.
   *
   * @param publicModel name put in place of the answer's model, null to leave the provider's
   */
  public static ChatAnswer read(Buffer body, @Nullable String publicModel) {
    Bytes bytes = Bytes.of(body);
    AnswerScan scan = new AnswerScan();
    try {
      scan.read(bytes);
      if (scan.failed) {
        throw new FailureException(
            ProviderFailure.within(ErrorBody.read(bytes.array(), bytes.from(), bytes.to())));
      }
      Usage usage =
          scan.usageTo > scan.usageFrom
              ? new UsageScan().read(bytes.array(), scan.usageFrom, scan.usageTo)
              : null;
      return new ChatAnswer(
          scan.odd ? repaired(bytes, publicModel) : completed(body, bytes, scan, publicModel),
          usage);
    } catch (MalformedJson e) {
      throw new FailureException(new Failure.Garbled("The provider's answer is not JSON."));
    }
  }

  private static Buffer repaired(Bytes bytes, @Nullable String publicModel) {
    if (JsonTree.read(bytes.array(), bytes.from(), bytes.to()) instanceof ObjectNode tree) {
      AnswerRepair.repair(tree, publicModel);
      return Buffer.buffer(JsonTree.write(tree));
    }
    throw new FailureException(new Failure.Garbled("The provider's answer is not an object."));
  }

  /** The answer with the name in place of its own, and with what it lacks. */
  private static Buffer completed(
      Buffer body, Bytes bytes, AnswerScan scan, @Nullable String publicModel) {
    byte[] name = JsonText.encodeOrNull(publicModel);
    if (scan.gaps().isEmpty()) {
      return Splice.named(body, bytes, scan.modelFrom, scan.modelTo, name);
    }
    if (name == null) {
      name = Arrays.copyOfRange(bytes.array(), scan.modelFrom, scan.modelTo);
    }
    int base = bytes.from();
    Splice splice = new Splice(body);
    boolean first = scan.modelFrom < scan.gaps().getFirst().at();
    if (first) {
      splice.replace(scan.modelFrom - base, scan.modelTo - base, name);
    }
    for (Gap gap : scan.gaps()) {
      splice.replace(gap.at() - base, gap.at() - base, gap.member().none());
    }
    if (!first) {
      splice.replace(scan.modelFrom - base, scan.modelTo - base, name);
    }
    return splice.end();
  }
}
