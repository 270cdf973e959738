package dev.sluice.wire.openai.responses.codec;

import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.openai.ErrorBody;
import dev.sluice.wire.openai.codec.OpenAiWords;
import dev.sluice.wire.openai.responses.ResponsesBreak;
import dev.sluice.wire.openai.responses.ResponsesCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The response object, as it is told at the beginning and at the end.
 *
 * @param created seconds since 1970
 */
record ResponsesObject(ResponsesShown shown, String model, long created) {
  /** Writes the object of a response that is under way. */
  void begun(JsonOut out) {
    head(out, ResponsesWords.IN_PROGRESS).none("error").none("incomplete_details");
    rest(out, List.of(), null, null);
  }

  /** Writes the object of a response that has ended. */
  void ended(
      JsonOut out,
      Finish finish,
      List<byte[]> output,
      @Nullable Usage usage,
      @Nullable ServiceTier tier) {
    head(out, ResponsesWords.status(finish)).none("error");
    String reason = ResponsesWords.reason(finish);
    if (reason == null) {
      out.none("incomplete_details");
    } else {
      out.key("incomplete_details").object().member("reason", reason).endObject();
    }
    rest(out, output, usage, tier);
  }

  /** Writes the object of a response that failed. */
  void failed(JsonOut out, ErrorBody error, List<byte[]> output, @Nullable Usage usage) {
    ResponsesBreak.member(head(out, ResponsesWords.FAILED), error);
    out.none("incomplete_details");
    rest(out, output, usage, null);
  }

  private JsonOut head(JsonOut out, String status) {
    return out.object()
        .member("id", shown.id())
        .member("object", "response")
        .member("created_at", created)
        .member("status", status);
  }

  private void rest(
      JsonOut out, List<byte[]> output, @Nullable Usage usage, @Nullable ServiceTier tier) {
    out.member("model", model).key("output").array();
    output.forEach(out::json);
    out.endArray();
    if (usage == null) {
      out.none("usage");
    } else {
      out.key("usage");
      ResponsesCount.write(out, usage);
    }
    out.member("service_tier", OpenAiWords.tier(tier == null ? ServiceTier.STANDARD : tier));
    shown.echo().write(out);
    out.endObject();
  }
}
