package dev.sluice.wire.openai.responses.codec;

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

/** Writes a canonical request as a request of the dialect. Nothing is asked to be stored. */
public final class ResponsesRequestWriter {
  /** Fewest tokens that the API takes as a bound. */
  private static final long FEWEST_TOKENS = 16;

  private final CanonicalRequest request;
  private final boolean reasons;
  private final Dropped dropped;
  private final JsonOut out = new JsonOut();

  private ResponsesRequestWriter(CanonicalRequest request, boolean reasons, Dropped dropped) {
    this.request = request;
    this.reasons = reasons;
    this.dropped = dropped;
  }

  /**
   * The body to send.
   *
   * <p>Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} when the request cannot be carried.
   *
   * @param model the target's name for the model
   * @param reasons whether that model thinks before it answers
   * @param dropped told of what is left out
   */
  public static Buffer write(
      CanonicalRequest request, String model, boolean reasons, Dropped dropped) {
    return new ResponsesRequestWriter(request, reasons, dropped).write(model);
  }

  private Buffer write(String model) {
    if (request.choices() > 1) {
      throw Dropped.refusal("n", "it gives one answer at a time");
    }
    out.object().member("model", model);
    new ResponsesItemWriter(out, dropped).write(request.messages());
    tools();
    format();
    sampling(request.sampling());
    bounds();
    thinking(request.thinking());
    include();
    if (request.user() != null) {
      out.member("user", request.user());
    }
    if (request.tier() != null) {
      out.member("service_tier", ResponsesWords.tier(request.tier()));
    }
    if (request.stream()) {
      out.member("stream", true);
    }
    return out.member("store", false).endObject().toBuffer();
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

  /** A function follows its schema here unless that is denied, and elsewhere only if it is told. */
  private void tool(Tool tool) {
    out.object().member("type", "function").member("name", tool.name());
    if (tool.description() != null) {
      out.member("description", tool.description());
    }
    if (tool.schema() == null) {
      out.none("parameters");
    } else {
      out.key("parameters").json(tool.schema());
    }
    out.member("strict", Boolean.TRUE.equals(tool.strict())).endObject();
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
          out.object().member("type", "function").member("name", named.tool()).endObject();
    }
  }

  private void format() {
    switch (request.format()) {
      case ResponseFormat.Free _ -> {
        // What is free needs no word.
      }
      case ResponseFormat.AnyObject _ ->
          out.key("text")
              .object()
              .key("format")
              .object()
              .member("type", "json_object")
              .endObject()
              .endObject();
      case ResponseFormat.Schema schema -> {
        out.key("text").object().key("format").object().member("type", "json_schema");
        out.member("name", schema.name());
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
    lost("top_k", sampling.topK());
    lost("frequency_penalty", sampling.frequencyPenalty());
    lost("presence_penalty", sampling.presencePenalty());
    lost("seed", sampling.seed());
    lost("logit_bias", sampling.logitBias());
    lost("stop", request.stop().isEmpty() ? null : request.stop());
  }

  private void number(String name, @Nullable Double number) {
    if (number != null) {
      out.key(name).number(number);
    }
  }

  private void lost(String name, @Nullable Object value) {
    if (value != null) {
      dropped.drop(name, "no counterpart");
    }
  }

  private void bounds() {
    long bound = request.maxTokens();
    if (bound > 0 && bound < FEWEST_TOKENS) {
      dropped.drop("max_tokens", "fewer than 16 are sent as 16");
    }
    if (bound > 0) {
      out.member("max_output_tokens", Math.max(bound, FEWEST_TOKENS));
    }
    if (request.logprobs() > 0) {
      out.member("top_logprobs", request.logprobs());
    }
  }

  private void thinking(@Nullable Thinking thinking) {
    Effort effort = thinking == null ? null : wanted(thinking);
    if (effort == null || (effort == Effort.NONE && !reasons)) {
      return;
    }
    if (reasons) {
      String word = (effort == Effort.MAX ? Effort.XHIGH : effort).id();
      out.key("reasoning").object().member("effort", word).endObject();
    } else {
      dropped.drop("thinking", "the model does not reason by request");
    }
  }

  /** Not every model knows the word for no effort, so that it is sent only where it was said. */
  private static @Nullable Effort wanted(Thinking thinking) {
    return thinking.off() && thinking.effort() != Effort.NONE ? null : thinking.effortOrBudget();
  }

  /** Nothing is stored, so that thoughts have to come along to be given back. */
  private void include() {
    boolean probable = request.logprobs() >= 0;
    if (!reasons && !probable) {
      return;
    }
    out.key("include").array();
    if (reasons) {
      out.text(ResponsesWords.ENCRYPTED);
    }
    if (probable) {
      out.text(ResponsesWords.LOGPROBS);
    }
    out.endArray();
  }
}
