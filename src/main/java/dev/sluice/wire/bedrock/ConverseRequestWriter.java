package dev.sluice.wire.bedrock;

import dev.sluice.wire.anthropic.MessagesTraits.Drawing;
import dev.sluice.wire.bedrock.ConverseTraits.Ability;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a canonical request as a Converse request; the model stands in its path. */
final class ConverseRequestWriter {
  private final CanonicalRequest request;
  private final ConverseTraits traits;
  private final Dropped dropped;
  private final JsonOut out = new JsonOut();
  private final ConverseNames names;
  private final ConversePlan plan;

  private ConverseRequestWriter(CanonicalRequest request, ConverseTraits traits, Dropped dropped) {
    this.request = request;
    this.traits = traits;
    this.dropped = dropped;
    this.names = new ConverseNames(traits.can(Ability.SHORT_IDS));
    request.requireOneAnswer();
    this.plan = ConversePlan.of(request, traits, dropped);
  }

  /**
   * A request that is ready.
   *
   * @param body what to send
   * @param model the provider's name of the model
   * @param back what the answer's reader has to undo
   */
  record Written(Buffer body, String model, WayBack back) {}

  static Written write(
      CanonicalRequest request, String model, ConverseTraits traits, Dropped dropped) {
    return new ConverseRequestWriter(request, traits, dropped).write(model);
  }

  private Written write(String model) {
    boolean instructed = request.format() instanceof ResponseFormat.AnyObject;
    if (instructed) {
      dropped.drop("response_format", "asked for by an instruction alone");
    }
    ConverseBlockWriter blocks = new ConverseBlockWriter(out, names, traits, dropped);
    out.object();
    ConverseTurnWriter turns = new ConverseTurnWriter(out, blocks, traits, dropped);
    turns.write(request.messages(), instructed);
    inference();
    new ConverseToolsWriter(out, names, blocks, traits, dropped)
        .write(request.tools(), plan, turns.called());
    further();
    tier(request.tier());
    if (request.user() != null) {
      dropped.drop("user", "no counterpart");
    }
    out.endObject();
    return new Written(
        out.toBuffer(), model, new WayBack(names.renamed(), plan.jsonTool() != null));
  }

  private void inference() {
    Sampling sampling = request.sampling();
    List<String> stop = request.stop().stream().filter(text -> !text.isBlank()).toList();
    if (stop.size() < request.stop().size()) {
      dropped.drop("stop", "the provider does not stop at space alone");
    }
    Double temperature = drawn("temperature", sampling.temperature(), true);
    boolean beside = temperature == null || traits.drawing() == Drawing.ALL;
    Double topP = drawn("top_p", sampling.topP(), beside);
    if (plan.maxTokens() == 0 && temperature == null && topP == null && stop.isEmpty()) {
      return;
    }
    out.key("inferenceConfig").object();
    if (plan.maxTokens() > 0) {
      out.member("maxTokens", plan.maxTokens());
    }
    if (temperature != null) {
      if (temperature > 1) {
        dropped.drop("temperature", "more than 1 is sent as 1");
      }
      out.key("temperature").number(Math.min(temperature, 1));
    }
    if (topP != null) {
      out.key("topP").number(topP);
    }
    if (!stop.isEmpty()) {
      out.key("stopSequences").array();
      stop.forEach(out::text);
      out.endArray();
    }
    out.endObject();
  }

  /** The number if the model takes it, else null. */
  private @Nullable Double drawn(String field, @Nullable Double number, boolean beside) {
    if (number == null) {
      return null;
    }
    if (draws() && beside) {
      return number;
    }
    dropped.drop(field, draws() ? "not beside temperature" : reason());
    return null;
  }

  /** Whether it is told how to draw tokens: Claude is not while it thinks. */
  private boolean draws() {
    return traits.drawing() != Drawing.NONE && !pondering();
  }

  private boolean pondering() {
    return Boolean.TRUE.equals(plan.thinking()) && traits.can(Ability.THOUGHTS);
  }

  private String reason() {
    return pondering() ? "not while the model thinks" : "the model draws by itself";
  }

  /** What the dialect has no fields for, and the models do. */
  private void further() {
    JsonOut more = new JsonOut().object();
    int none = more.length();
    thinking(more);
    Long topK = request.sampling().topK();
    if (topK != null) {
      topK(more, topK);
    }
    if (more.length() > none) {
      out.key("additionalModelRequestFields").json(more.endObject().toBytes());
    }
    if (traits.can(Ability.STOP_SEQUENCE) && !request.stop().isEmpty()) {
      out.key("additionalModelResponseFieldPaths").array();
      out.text(request.stream() ? "/delta/stop_sequence" : "/stop_sequence").endArray();
    }
    dropped.lost("frequency_penalty", request.sampling().frequencyPenalty());
    dropped.lost("presence_penalty", request.sampling().presencePenalty());
    dropped.lost("seed", request.sampling().seed());
    dropped.lost("logit_bias", request.sampling().logitBias());
  }

  private void thinking(JsonOut more) {
    Boolean thinking = plan.thinking();
    if (thinking == null) {
      return;
    }
    String effort = plan.effort() == null ? "medium" : plan.effort().id();
    switch (traits.thought()) {
      case CLAUDE_BUDGET, CLAUDE_EFFORT -> {
        more.key("thinking").object();
        if (!thinking) {
          more.member("type", "disabled").endObject();
        } else if (plan.budget() > 0) {
          more.member("type", "enabled").member("budget_tokens", plan.budget()).endObject();
        } else {
          more.member("type", "adaptive").endObject();
          more.key("output_config").object().member("effort", effort).endObject();
        }
      }
      case NOVA -> {
        more.key("reasoningConfig").object().member("type", thinking ? "enabled" : "disabled");
        if (thinking) {
          more.member("maxReasoningEffort", ofThree(effort));
        }
        more.endObject();
      }
      case WORD -> more.member("reasoning_effort", thinking ? ofThree(effort) : "low");
      case NEVER -> {
        // There is no such wish left.
      }
    }
  }

  private static String ofThree(String effort) {
    return switch (effort) {
      case "low", "medium" -> effort;
      default -> "high";
    };
  }

  private void topK(JsonOut more, long topK) {
    if (!draws()) {
      dropped.drop("top_k", reason());
      return;
    }
    switch (traits.topK()) {
      case PLAIN -> more.member("top_k", topK);
      case COHERE -> more.member("k", topK);
      case NOVA -> more.key("inferenceConfig").object().member("topK", topK).endObject();
      case NEVER -> dropped.drop("top_k", "no counterpart");
    }
  }

  private void tier(@Nullable ServiceTier tier) {
    String word = tier == null ? null : ConverseWords.asked(tier);
    if (word != null) {
      out.key("serviceTier").object().member("type", word).endObject();
    } else if (tier != null && tier != ServiceTier.AUTO) {
      dropped.drop("service_tier", "no counterpart");
    }
  }
}
