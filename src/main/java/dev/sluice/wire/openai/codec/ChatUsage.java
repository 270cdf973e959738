package dev.sluice.wire.openai.codec;

import dev.sluice.model.Usage;
import dev.sluice.wire.json.JsonOut;

/** Writes usage by the dialect's convention: prompt and completion include their parts. */
final class ChatUsage {
  private ChatUsage() {}

  /** The value. */
  static void write(JsonOut out, Usage usage) {
    out.object()
        .member("prompt_tokens", usage.inputTotal())
        .member("completion_tokens", usage.outputTotal())
        .member("total_tokens", usage.inputTotal() + usage.outputTotal());
    out.key("prompt_tokens_details").object().member("cached_tokens", usage.cacheRead());
    if (usage.cacheWrite() > 0) {
      out.member("cache_write_tokens", usage.cacheWrite());
    }
    out.endObject();
    out.key("completion_tokens_details")
        .object()
        .member("reasoning_tokens", usage.reasoning())
        .endObject()
        .endObject();
  }
}
