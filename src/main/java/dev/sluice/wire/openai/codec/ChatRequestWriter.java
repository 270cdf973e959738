package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a canonical request as a chat request. */
public final class ChatRequestWriter {
  private static final int MOST_STOPS = 4;

  private final CanonicalRequest request;
  private final ChatTraits traits;
  private final Dropped dropped;
  private final JsonOut out = new JsonOut();

  private ChatRequestWriter(CanonicalRequest request, ChatTraits traits, Dropped dropped) {
    this.request = request;
    this.traits = traits;
    this.dropped = dropped;
  }

  /**
   * The body to send. A stream is always asked for its usage.
   *
   * <p>Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} when the request cannot be carried.
   *
   * @param model the target's name for the model
   * @param traits what that model takes
   * @param dropped told of what is left out
   */
  public static Buffer write(
      CanonicalRequest request, String model, ChatTraits traits, Dropped dropped) {
    return new ChatRequestWriter(request, traits, dropped).write(model);
  }

  private Buffer write(String model) {
    out.object().member("model", model);
    new ChatMessageWriter(out, traits, dropped).write(request.messages());
    tools();
    format();
    sampling(request.sampling());
    bounds();
    thinking(request.thinking());
    if (request.user() != null) {
      out.member("user", request.user());
    }
    if (request.tier() != null) {
      out.member("service_tier", ChatWords.tier(request.tier()));
    }
    if (request.stream()) {
      out.member("stream", true);
      out.key("stream_options").object().member("include_usage", true).endObject();
    }
    return out.endObject().toBuffer();
  }

  private void tools() {
    List<Tool> tools = request.tools().list();
    if (tools.isEmpty()) {
      return;
    }
    out.key("tools").array();
    for (Tool tool : tools) {
      tool(tool);
    }
    out.endArray();
    ToolChoice choice = request.tools().choice();
    if (choice != null) {
      out.key("tool_choice");
      choice(choice);
    }
    Boolean parallel = request.tools().parallel();
    if (parallel != null) {
      out.member("parallel_tool_calls", parallel);
    }
  }

  private void tool(Tool tool) {
    out.object().member("type", "function").key("function").object().member("name", tool.name());
    if (tool.description() != null) {
      out.member("description", tool.description());
    }
    if (tool.schema() != null) {
      out.key("parameters").json(tool.schema());
    }
    if (tool.strict() != null) {
      out.member("strict", tool.strict());
    }
    out.endObject().endObject();
    if (tool.cache() != null) {
      dropped.drop("cache_control", "the provider caches by itself");
    }
  }

  private void choice(ToolChoice choice) {
    switch (choice) {
      case ToolChoice.Auto _ -> out.text("auto");
      case ToolChoice.None _ -> out.text("none");
      case ToolChoice.Required _ -> out.text("required");
      case ToolChoice.Named named ->
          out.object()
              .member("type", "function")
              .key("function")
              .object()
              .member("name", named.tool())
              .endObject()
              .endObject();
    }
  }

  private void format() {
    switch (request.format()) {
      case ResponseFormat.Free _ -> {
        // What is free needs no word.
      }
      case ResponseFormat.AnyObject _ ->
          out.key("response_format").object().member("type", "json_object").endObject();
      case ResponseFormat.Schema schema -> {
        out.key("response_format").object().member("type", "json_schema");
        out.key("json_schema").object().member("name", schema.name());
        if (schema.description() != null) {
          out.member("description", schema.description());
        }
        out.key("schema").json(schema.schema());
        if (schema.strict() != null) {
          out.member("strict", schema.strict());
        }
        out.endObject().endObject();
      }
    }
  }

  private void sampling(Sampling sampling) {
    number("temperature", sampling.temperature());
    number("top_p", sampling.topP());
    if (sampling.topK() != null) {
      dropped.drop("top_k", "no counterpart");
    }
    number("frequency_penalty", sampling.frequencyPenalty());
    number("presence_penalty", sampling.presencePenalty());
    if (sampling.seed() != null) {
      out.member("seed", sampling.seed());
    }
    if (sampling.logitBias() != null) {
      out.key("logit_bias").json(sampling.logitBias());
    }
  }

  private void number(String name, @Nullable Double number) {
    if (number != null) {
      out.key(name).number(number);
    }
  }

  private void bounds() {
    if (request.maxTokens() > 0) {
      out.member(
          traits.completionTokens() ? "max_completion_tokens" : "max_tokens", request.maxTokens());
    }
    List<String> stop = request.stop();
    if (!stop.isEmpty()) {
      if (stop.size() > MOST_STOPS) {
        dropped.drop("stop_sequences", "only the first four are known to the provider");
      }
      out.key("stop").array();
      stop.stream().limit(MOST_STOPS).forEach(out::text);
      out.endArray();
    }
    if (request.choices() > 1) {
      out.member("n", request.choices());
    }
    if (request.logprobs() >= 0) {
      out.member("logprobs", true);
    }
    if (request.logprobs() > 0) {
      out.member("top_logprobs", request.logprobs());
    }
  }

  private void thinking(@Nullable Thinking thinking) {
    Effort effort = thinking == null || thinking.off() ? null : thinking.effortOrBudget();
    if (effort == null) {
      return;
    }
    if (traits.effort()) {
      out.member("reasoning_effort", (effort == Effort.MAX ? Effort.XHIGH : effort).id());
    } else {
      dropped.drop("thinking", "the model does not reason by request");
    }
  }
}
