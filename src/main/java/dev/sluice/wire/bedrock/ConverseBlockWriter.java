package dev.sluice.wire.bedrock;

import dev.sluice.wire.bedrock.ConverseTraits.Ability;
import dev.sluice.wire.canonical.CacheHint;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Turns;
import dev.sluice.wire.json.JsonOut;
import org.jspecify.annotations.Nullable;

/** Writes blocks of a request. */
final class ConverseBlockWriter {
  private static final int MOST_HINTS = 4;
  private static final String DONE = "The tool is done.";

  private final JsonOut out;
  private final ConverseNames names;
  private final ConverseTraits traits;
  private final Dropped dropped;
  private final ConverseMediaWriter media;
  private int hints;

  ConverseBlockWriter(JsonOut out, ConverseNames names, ConverseTraits traits, Dropped dropped) {
    this.out = out;
    this.names = names;
    this.traits = traits;
    this.dropped = dropped;
    this.media = new ConverseMediaWriter(out, names, dropped);
  }

  /** Whether the API takes a part at all: no blank text, no thought that the model cannot know. */
  boolean takes(Part part) {
    return switch (part) {
      case Part.Text text -> !text.text().isBlank();
      case Part.Refusal refusal -> !refusal.text().isBlank();
      case Part.Reasoning thought ->
          known(thought.signature() != null, "only signed thoughts can be given back");
      case Part.SealedReasoning _ -> known(true, "");
      default -> true;
    };
  }

  private boolean known(boolean signed, String reason) {
    boolean thinks = traits.can(Ability.THOUGHTS);
    if (!thinks || !signed) {
      dropped.drop(
          "messages.reasoning_content", thinks ? reason : "the model takes no thoughts back");
    }
    return thinks && signed;
  }

  /** Writes the block of a part, and the point behind it where the prompt is to be kept. */
  void write(Part part) {
    out.object();
    switch (part) {
      case Part.Text text -> out.member("text", text.text());
      case Part.Refusal refusal -> out.member("text", refusal.text());
      case Part.Image image -> media.image(image);
      case Part.Document document -> media.document(document);
      case Part.Audio _ -> throw Dropped.refusal("messages.content", "it does not take audio");
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Reasoning thought -> thought(thought);
      case Part.SealedReasoning sealed ->
          out.key("reasoningContent").object().member("redactedContent", sealed.data()).endObject();
    }
    out.endObject();
    cache(part.cache());
  }

  /** The hint, as a block of its own, as long as the API takes more of them. */
  void cache(@Nullable CacheHint hint) {
    if (hint == null) {
      return;
    }
    if (!traits.can(Ability.CACHE)) {
      dropped.drop("cache_control", "the model keeps no prompts");
      return;
    }
    if (hints == MOST_HINTS) {
      dropped.drop("cache_control", "only the first four are known to the provider");
      return;
    }
    hints++;
    out.object().key("cachePoint").object().member("type", "default");
    if (hint == CacheHint.LONG && traits.can(Ability.LONG_CACHE)) {
      out.member("ttl", "1h");
    }
    out.endObject().endObject();
  }

  private void thought(Part.Reasoning thought) {
    String signature = thought.signature();
    out.key("reasoningContent").object().key("reasoningText").object();
    out.member("text", thought.text()).member("signature", signature == null ? "" : signature);
    out.endObject().endObject();
  }

  private void call(Part.ToolCall call) {
    out.key("toolUse")
        .object()
        .member("toolUseId", names.call(call.id()))
        .member("name", names.tool(call.name()))
        .key("input")
        .json(Turns.arguments(call.inputOrEmpty()))
        .endObject();
  }

  private void result(Part.ToolResult result) {
    out.key("toolResult").object().member("toolUseId", names.call(result.callId()));
    out.key("content").array();
    boolean said = false;
    for (Part part : result.parts()) {
      if (takes(part)) {
        said = true;
        write(part);
      }
    }
    if (!said) {
      // The API wants a block, and none that is blank.
      out.object().member("text", DONE).endObject();
    }
    out.endArray();
    if (result.failed() && traits.can(Ability.STATUS)) {
      out.member("status", "error");
    }
    out.endObject();
  }
}
