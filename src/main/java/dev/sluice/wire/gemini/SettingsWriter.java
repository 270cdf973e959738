package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes how an answer is made: its bounds, form, sampling and thoughts. */
final class SettingsWriter {
  private static final int MOST_STOPS = 5;

  private final JsonOut out;
  private final GeminiTraits traits;
  private final Dropped dropped;
  private boolean begun;

  SettingsWriter(JsonOut out, GeminiTraits traits, Dropped dropped) {
    this.out = out;
    this.traits = traits;
    this.dropped = dropped;
  }

  /** Writes the member, unless there is nothing to say. */
  void write(CanonicalRequest request) {
    sampling(request.sampling());
    if (request.choices() > 1) {
      key("candidateCount").number(request.choices());
    }
    if (request.maxTokens() > 0) {
      key("maxOutputTokens").number(request.maxTokens());
    }
    stop(request.stop());
    if (request.logprobs() >= 0) {
      key("responseLogprobs").json("true");
      if (request.logprobs() > 0) {
        key("logprobs").number(request.logprobs());
      }
    }
    format(request.format());
    thinking(request.thinking());
    if (begun) {
      out.endObject();
    }
  }

  private JsonOut key(String name) {
    if (!begun) {
      begun = true;
      out.key("generationConfig").object();
    }
    return out.key(name);
  }

  private void sampling(Sampling sampling) {
    number("temperature", sampling.temperature());
    number("topP", sampling.topP());
    if (sampling.topK() != null) {
      key("topK").number(sampling.topK());
    }
    number("presencePenalty", sampling.presencePenalty());
    number("frequencyPenalty", sampling.frequencyPenalty());
    Long seed = sampling.seed();
    if (seed != null && seed == seed.intValue()) {
      key("seed").number(seed);
    } else if (seed != null) {
      dropped.drop("seed", "seeds of the provider have 32 bits");
    }
    if (sampling.logitBias() != null) {
      dropped.drop("logit_bias", "no counterpart");
    }
  }

  private void number(String name, @Nullable Double value) {
    if (value != null) {
      key(name).number(value);
    }
  }

  private void stop(List<String> stop) {
    if (stop.isEmpty()) {
      return;
    }
    if (stop.size() > MOST_STOPS) {
      dropped.drop("stop", "only the first five are known to the provider");
    }
    key("stopSequences").array();
    stop.stream().limit(MOST_STOPS).forEach(out::text);
    out.endArray();
  }

  private void format(ResponseFormat format) {
    if (format instanceof ResponseFormat.Free) {
      return;
    }
    key("responseMimeType").text("application/json");
    if (format instanceof ResponseFormat.Schema schema) {
      schema(schema.schema());
    }
  }

  private void schema(Json schema) {
    Json subset = SchemaSubset.of(schema);
    if (subset != null) {
      if (!subset.equals(Json.EMPTY_OBJECT)) {
        key("responseSchema").json(subset);
      }
    } else if (traits.jsonSchema()) {
      key("responseJsonSchema").json(schema);
    } else {
      throw Dropped.refusal("response_format", "its schema must not refer to itself");
    }
  }

  private void thinking(@Nullable Thinking thinking) {
    if (thinking == null) {
      return;
    }
    switch (traits.thought()) {
      case NEVER -> {
        if (!thinking.off()) {
          dropped.drop("reasoning_effort", "the model does not think");
        }
      }
      case BUDGET -> budget(thinking);
      case LEVEL -> level(thinking);
    }
  }

  private void budget(Thinking thinking) {
    Effort effort = thinking.effort();
    long wanted =
        thinking.off()
            ? 0
            : thinking.budget() > 0
                ? thinking.budget()
                : effort != null ? GeminiWords.budget(effort) : -1;
    if (wanted == 0 && traits.leastBudget() > 0) {
      dropped.drop("reasoning_effort", "the model cannot be kept from thinking");
    }
    // Below nothing is as much as the model likes.
    long budget =
        wanted < 0 ? wanted : Math.clamp(wanted, traits.leastBudget(), traits.mostBudget());
    key("thinkingConfig").object().member("thinkingBudget", budget);
    shown(thinking);
  }

  private void level(Thinking thinking) {
    Effort effort = thinking.off() ? Effort.NONE : thinking.effortOrBudget();
    if (effort == Effort.NONE) {
      dropped.drop("reasoning_effort", "the model cannot be kept from thinking");
    }
    key("thinkingConfig").object();
    if (effort != null) {
      out.member("thinkingLevel", GeminiWords.level(effort, traits));
    }
    shown(thinking);
  }

  private void shown(Thinking thinking) {
    if (!thinking.off()) {
      out.member("includeThoughts", true);
    }
    out.endObject();
  }
}
