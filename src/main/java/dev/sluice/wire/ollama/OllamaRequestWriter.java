package dev.sluice.wire.ollama;

import dev.sluice.model.Feature;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Upstream;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Writes a canonical request as one of {@code /api/chat}. */
final class OllamaRequestWriter {
  private static final Json ANYTHING = new Json("{\"type\":\"object\",\"properties\":{}}");

  private final CanonicalRequest request;
  private final Upstream upstream;
  private final OllamaDialect settings;
  private final Dropped dropped;
  private final JsonOut out = new JsonOut();

  OllamaRequestWriter(
      CanonicalRequest request, Upstream upstream, OllamaDialect settings, Dropped dropped) {
    this.request = request;
    this.upstream = upstream;
    this.settings = settings;
    this.dropped = dropped;
  }

  Buffer write() {
    request.requireOneAnswer();
    out.object().member("model", upstream.model());
    new OllamaTurnWriter(out, dropped).write(request.messages());
    tools();
    format();
    thinking();
    options();
    if (settings.keepAlive() != null) {
      keepAlive(out, settings.keepAlive());
    }
    dropped.lost("user", request.user());
    dropped.lost("service_tier", request.tier());
    return out.member("stream", request.stream()).endObject().toBuffer();
  }

  /** Writes how long the model stays loaded: a number for plain seconds, else text. */
  static void keepAlive(JsonOut out, String keepAlive) {
    boolean seconds = Character.isDigit(keepAlive.charAt(keepAlive.length() - 1));
    out.key("keep_alive");
    if (seconds) {
      out.json(keepAlive);
    } else {
      out.text(keepAlive);
    }
  }

  private void tools() {
    ToolChoice choice = request.tools().choice();
    if (request.tools().list().isEmpty() || choice instanceof ToolChoice.None) {
      return;
    }
    if (choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named) {
      dropped.drop("tool_choice", "the model cannot be made to call a tool");
    }
    out.key("tools").array();
    request.tools().list().forEach(this::tool);
    out.endArray();
  }

  private void tool(Tool tool) {
    out.object().member("type", "function").key("function").object().member("name", tool.name());
    if (tool.description() != null) {
      out.member("description", tool.description());
    }
    Json schema = tool.schema();
    out.key("parameters")
        .json(schema == null || schema.equals(Json.EMPTY_OBJECT) ? ANYTHING : schema);
    out.endObject().endObject();
    if (Boolean.TRUE.equals(tool.strict())) {
      dropped.drop("tools.strict", "the model follows schemas as it can");
    }
    dropped.lost("cache_control", tool.cache());
  }

  private void format() {
    switch (request.format()) {
      case ResponseFormat.AnyObject _ -> out.member("format", "json");
      case ResponseFormat.Schema schema -> out.key("format").json(schema.schema());
      case ResponseFormat.Free _ -> {
        // Nothing is asked for.
      }
    }
  }

  /** A model that does not think refuses to be told to. */
  private void thinking() {
    Thinking wish = request.thinking();
    if (wish == null) {
      return;
    }
    boolean thinks = upstream.capabilities().has(Feature.REASONING);
    if (wish.off() || !thinks) {
      if (thinks) {
        out.member("think", false);
      } else if (!wish.off()) {
        dropped.drop("reasoning_effort", "the model does not think");
      }
      return;
    }
    Effort effort = wish.effortOrBudget();
    boolean words = upstream.model().contains("gpt-oss");
    if (words && effort != null) {
      out.member("think", word(effort));
    } else {
      out.member("think", true);
    }
  }

  private static String word(Effort effort) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH, XHIGH, MAX -> "high";
    };
  }

  private void options() {
    JsonOut options = new JsonOut().object();
    int none = options.length();
    Sampling sampling = request.sampling();
    number(options, "temperature", sampling.temperature());
    number(options, "top_p", sampling.topP());
    whole(options, "top_k", sampling.topK());
    number(options, "frequency_penalty", sampling.frequencyPenalty());
    number(options, "presence_penalty", sampling.presencePenalty());
    whole(options, "seed", sampling.seed());
    if (request.maxTokens() > 0) {
      options.member("num_predict", request.maxTokens());
    }
    if (settings.context() > 0) {
      options.member("num_ctx", settings.context());
    }
    if (!request.stop().isEmpty()) {
      options.key("stop").array();
      request.stop().forEach(options::text);
      options.endArray();
    }
    if (options.length() > none) {
      out.key("options").json(options.endObject().toBytes());
    }
    dropped.lost("logit_bias", sampling.logitBias());
  }

  private static void number(JsonOut options, String name, @Nullable Double number) {
    if (number != null) {
      options.key(name).number(number);
    }
  }

  private static void whole(JsonOut options, String name, @Nullable Long number) {
    if (number != null) {
      options.member(name, number);
    }
  }
}
