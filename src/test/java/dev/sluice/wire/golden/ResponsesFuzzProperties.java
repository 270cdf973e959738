package dev.sluice.wire.golden;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the bytes are, they make an answer or a failure. */
final class ResponsesFuzzProperties {
  @Property
  void requests(@ForAll long seed) {
    Broken.turned(
        "request/openai-responses_openai-chat", seed, ResponsesTurns.BEFORE_CHAT::request);
  }

  @Property
  void answers(@ForAll long seed) {
    Broken.turned("answer/openai-responses_openai-chat", seed, ResponsesTurns.BEHIND_CHAT::answer);
  }

  @Property
  void streams(@ForAll long seed) {
    Broken.turned(
        "stream/openai-responses_openai-chat",
        seed,
        in -> Broken.ended(ResponsesTurns.BEHIND_CHAT.stream(), in));
  }

  @Property
  void chatStreams(@ForAll long seed) {
    Broken.turned(
        "stream/openai-chat_openai-responses",
        seed,
        in -> Broken.ended(ResponsesTurns.BEFORE_CHAT.stream(), in));
  }
}
