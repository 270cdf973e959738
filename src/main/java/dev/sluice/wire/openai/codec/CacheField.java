package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.CacheHint;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import org.jspecify.annotations.Nullable;

/** Reads cache hints in both forms: OpenAI's own, and Anthropic's that many clients pass along. */
final class CacheField {
  private static final JsonKey BREAKPOINT = JsonKey.of("prompt_cache_breakpoint");
  private static final JsonKey CONTROL = JsonKey.of("cache_control");
  private static final JsonKey TTL = JsonKey.of("ttl");

  private @Nullable CacheHint hint;

  /** Reads the member that the reader is on; false when it is no cache hint. */
  boolean member(FieldReader in) {
    if (!in.on(BREAKPOINT) && !in.on(CONTROL)) {
      return false;
    }
    if (in.object("cache_control")) {
      hint = CacheHint.SHORT;
      while (in.member()) {
        if (in.on(TTL)) {
          hint = "1h".equals(in.text("cache_control.ttl")) ? CacheHint.LONG : CacheHint.SHORT;
        } else {
          in.skip();
        }
      }
    }
    return true;
  }

  @Nullable CacheHint hint() {
    return hint;
  }
}
