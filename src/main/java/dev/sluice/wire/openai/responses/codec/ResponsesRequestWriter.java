package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.openai.codec.OpenAiWords;
import dev.sluice.wire.openai.codec.ToolsWriter;
import io.vertx.core.buffer.Buffer;
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
    new ToolsWriter(out, dropped, new Functions()).write(request.tools());
    format();
    sampling(request.sampling());
    bounds();
    thinking(request.thinking());
    include();
    out.given("user", request.user());
    if (request.tier() != null) {
      out.member("service_tier", OpenAiWords.tier(request.tier()));
    }
    if (request.stream()) {
      out.member("stream", true);
    }
    return out.member("store", false).endObject().toBuffer();
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
        out.member("name", schema.name()).given("description", schema.description());
        out.given("schema", schema.schema()).given("strict", schema.strict());
        out.endObject().endObject();
      }
    }
  }

  private void sampling(Sampling sampling) {
    out.given("temperature", sampling.temperature()).given("top_p", sampling.topP());
    dropped.lost("top_k", sampling.topK());
    dropped.lost("frequency_penalty", sampling.frequencyPenalty());
    dropped.lost("presence_penalty", sampling.presencePenalty());
    dropped.lost("seed", sampling.seed());
    dropped.lost("logit_bias", sampling.logitBias());
    dropped.lost("stop", request.stop().isEmpty() ? null : request.stop());
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
      out.key("reasoning").object().member("effort", OpenAiWords.effort(effort)).endObject();
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

  /** Functions as the dialect tells them: they are tools themselves. */
  private final class Functions implements ToolsWriter.Form {
    /** A function follows its schema here unless that is denied, elsewhere only if it is told. */
    @Override
    public void tool(Tool tool) {
      out.object().member("type", "function").member("name", tool.name());
      out.given("description", tool.description());
      if (tool.schema() == null) {
        out.none("parameters");
      } else {
        out.key("parameters").json(tool.schema());
      }
      out.member("strict", Boolean.TRUE.equals(tool.strict())).endObject();
    }

    @Override
    public void named(String tool) {
      out.object().member("type", "function").member("name", tool).endObject();
    }
  }
}
