package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.canonical.Tool;
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
    new ToolsWriter(out, dropped, new Functions()).write(request.tools());
    format();
    sampling(request.sampling());
    bounds();
    thinking(request.thinking());
    out.given("user", request.user());
    if (request.tier() != null) {
      out.member("service_tier", OpenAiWords.tier(request.tier()));
    }
    if (request.stream()) {
      out.member("stream", true);
      out.key("stream_options").object().member("include_usage", true).endObject();
    }
    return out.endObject().toBuffer();
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
        out.given("description", schema.description()).given("schema", schema.schema());
        out.given("strict", schema.strict()).endObject().endObject();
      }
    }
  }

  private void sampling(Sampling sampling) {
    out.given("temperature", sampling.temperature()).given("top_p", sampling.topP());
    if (sampling.topK() != null) {
      dropped.drop("top_k", "no counterpart");
    }
    out.given("frequency_penalty", sampling.frequencyPenalty());
    out.given("presence_penalty", sampling.presencePenalty());
    out.given("seed", sampling.seed()).given("logit_bias", sampling.logitBias());
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
      out.member("reasoning_effort", OpenAiWords.effort(effort));
    } else {
      dropped.drop("thinking", "the model does not reason by request");
    }
  }

  /** Functions as chats tell them: each is an object in its tool. */
  private final class Functions implements ToolsWriter.Form {
    @Override
    public void tool(Tool tool) {
      out.object().member("type", "function").key("function").object();
      out.member("name", tool.name()).given("description", tool.description());
      out.given("parameters", tool.schema()).given("strict", tool.strict());
      out.endObject().endObject();
    }

    @Override
    public void named(String tool) {
      out.object().member("type", "function").key("function").object();
      out.member("name", tool).endObject().endObject();
    }
  }
}
