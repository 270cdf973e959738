package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how an answer is made: its bounds, form, sampling and thoughts. */
final class SettingsReader {
  private static final GeminiKey TEMPERATURE = GeminiKey.of("temperature");
  private static final GeminiKey TOP_P = GeminiKey.of("topP");
  private static final GeminiKey TOP_K = GeminiKey.of("topK");
  private static final GeminiKey COUNT = GeminiKey.of("candidateCount");
  private static final GeminiKey MOST = GeminiKey.of("maxOutputTokens");
  private static final GeminiKey STOP = GeminiKey.of("stopSequences");
  private static final GeminiKey MIME = GeminiKey.of("responseMimeType");
  private static final GeminiKey SCHEMA = GeminiKey.of("responseSchema");
  private static final GeminiKey JSON_SCHEMA = GeminiKey.of("responseJsonSchema");
  private static final GeminiKey TOLD = GeminiKey.of("responseLogprobs");
  private static final GeminiKey LOGPROBS = GeminiKey.of("logprobs");
  private static final GeminiKey PRESENCE = GeminiKey.of("presencePenalty");
  private static final GeminiKey FREQUENCY = GeminiKey.of("frequencyPenalty");
  private static final GeminiKey SEED = GeminiKey.of("seed");
  private static final GeminiKey THINKING = GeminiKey.of("thinkingConfig");
  private static final GeminiKey BUDGET = GeminiKey.of("thinkingBudget");
  private static final GeminiKey LEVEL = GeminiKey.of("thinkingLevel");
  private static final GeminiKey SHOWN = GeminiKey.of("includeThoughts");
  private static final GeminiKey MODALITIES = GeminiKey.of("responseModalities");
  private static final String CONFIG = "generationConfig.";
  private static final int MOST_CHOICES = 128;

  private final FieldReader in;
  private final Dropped dropped;
  private final List<String> stop = new ArrayList<>();
  private @Nullable Double temperature;
  private @Nullable Double topP;
  private @Nullable Long topK;
  private @Nullable Double presence;
  private @Nullable Double frequency;
  private @Nullable Long seed;
  private @Nullable Thinking thinking;
  private long choices = 1;
  private long most;
  private long logprobs;
  private boolean told;
  private @Nullable String mime;
  private @Nullable Json schema;

  SettingsReader(FieldReader in, Dropped dropped) {
    this.in = in;
    this.dropped = dropped;
  }

  /** Reads the object that the reader is on. */
  void read() {
    if (in.object("generationConfig")) {
      while (in.member()) {
        if (!(sampling() || bounds() || form())) {
          other();
        }
      }
    }
  }

  private boolean sampling() {
    if (TEMPERATURE.on(in)) {
      temperature = in.decimal(CONFIG + TEMPERATURE);
    } else if (TOP_P.on(in)) {
      topP = in.decimal(CONFIG + TOP_P);
    } else if (TOP_K.on(in)) {
      Double given = in.decimal(CONFIG + TOP_K);
      topK = given == null ? null : (Long) Math.round(given);
    } else if (PRESENCE.on(in)) {
      presence = in.decimal(CONFIG + PRESENCE);
    } else if (FREQUENCY.on(in)) {
      frequency = in.decimal(CONFIG + FREQUENCY);
    } else if (SEED.on(in)) {
      seed = in.whole(CONFIG + SEED);
    } else {
      return false;
    }
    return true;
  }

  private boolean bounds() {
    if (COUNT.on(in)) {
      choices = bounded(in.whole(CONFIG + COUNT), 1, 1, MOST_CHOICES, COUNT);
    } else if (MOST.on(in)) {
      most = bounded(in.whole(CONFIG + MOST), 0, 1, Long.MAX_VALUE, MOST);
    } else if (STOP.on(in)) {
      if (in.array(CONFIG + STOP)) {
        while (in.item()) {
          stop.add(in.given(in.text(CONFIG + STOP), CONFIG + STOP));
        }
      }
    } else if (LOGPROBS.on(in)) {
      logprobs = bounded(in.whole(CONFIG + LOGPROBS), 0, 0, MOST_CHOICES, LOGPROBS);
    } else if (TOLD.on(in)) {
      told = Boolean.TRUE.equals(in.flag(CONFIG + TOLD));
    } else {
      return false;
    }
    return true;
  }

  private long bounded(
      @Nullable Long value, long otherwise, long least, long greatest, GeminiKey field) {
    if (value == null) {
      return otherwise;
    }
    if (value < least || value > greatest) {
      String rule = greatest == Long.MAX_VALUE ? "at least " + least : least + " to " + greatest;
      throw in.wrong(CONFIG + field, "must be " + rule);
    }
    return value;
  }

  private boolean form() {
    if (MIME.on(in)) {
      mime = in.text(CONFIG + MIME);
    } else if (SCHEMA.on(in)) {
      Json own = in.objectJson(CONFIG + SCHEMA);
      schema = own == null ? schema : SchemaReader.read(own);
    } else if (JSON_SCHEMA.on(in)) {
      Json whole = in.objectJson(CONFIG + JSON_SCHEMA);
      schema = whole == null ? schema : whole;
    } else if (THINKING.on(in)) {
      thinking();
    } else if (MODALITIES.on(in)) {
      modalities();
    } else {
      return false;
    }
    return true;
  }

  private void thinking() {
    Long budget = null;
    Effort effort = null;
    boolean shown = false;
    if (!in.object(CONFIG + THINKING)) {
      return;
    }
    while (in.member()) {
      if (BUDGET.on(in)) {
        budget = in.whole(CONFIG + "thinkingConfig.thinkingBudget");
      } else if (LEVEL.on(in)) {
        effort = GeminiWords.effort(in.text(CONFIG + "thinkingConfig.thinkingLevel"));
      } else if (SHOWN.on(in)) {
        shown = Boolean.TRUE.equals(in.flag(CONFIG + "thinkingConfig.includeThoughts"));
      } else {
        in.skip();
      }
    }
    if (budget != null && budget == 0) {
      thinking = new Thinking(Thinking.Mode.OFF, 0, effort);
    } else if (budget != null && budget > 0) {
      thinking = new Thinking(Thinking.Mode.ON, budget, effort);
    } else if (effort != null) {
      thinking = new Thinking(null, 0, effort);
    } else if (budget != null || shown) {
      thinking = new Thinking(Thinking.Mode.ADAPTIVE, 0, null);
    }
  }

  private void modalities() {
    if (in.array(CONFIG + MODALITIES)) {
      while (in.item()) {
        String modality = in.text(CONFIG + MODALITIES);
        if (modality != null && !modality.equalsIgnoreCase("TEXT")) {
          throw Dropped.refusal(CONFIG + MODALITIES, "it answers with text");
        }
      }
    }
  }

  private void other() {
    String name = in.name();
    if (!GenerateRequestReader.empty(in.json())) {
      dropped.drop(CONFIG + name, "no counterpart");
    }
  }

  /** The whole request. */
  CanonicalRequest request(String model, List<Message> messages, Tools tools, boolean stream) {
    return new CanonicalRequest(
        model,
        messages,
        tools,
        format(),
        new Sampling(temperature, topP, topK, frequency, presence, seed, null),
        thinking,
        stop,
        most,
        (int) choices,
        told ? (int) logprobs : -1,
        null,
        null,
        stream,
        stream);
  }

  private ResponseFormat format() {
    if (schema != null) {
      // The dialect gives schemas no names, others ask for one.
      return new ResponseFormat.Schema("output", null, schema, null);
    }
    return switch (mime) {
      case "application/json" -> new ResponseFormat.AnyObject();
      case "text/plain" -> new ResponseFormat.Free();
      case null -> new ResponseFormat.Free();
      default -> throw Dropped.refusal(CONFIG + MIME, "it answers with text or JSON");
    };
  }
}
