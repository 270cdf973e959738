package dev.sluice.wire.openai.codec;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.openai.ErrorBody;
import dev.sluice.wire.openai.FinishReason;
import dev.sluice.wire.openai.ProviderFailure;
import dev.sluice.wire.openai.UsageScan;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole chat answer into canonical form. */
public final class ChatAnswerReader {
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey CREATED = JsonKey.of("created");
  private static final JsonKey CHOICES = JsonKey.of("choices");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey TIER = JsonKey.of("service_tier");
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey MESSAGE = JsonKey.of("message");
  private static final JsonKey FINISH = JsonKey.of("finish_reason");
  private static final JsonKey LOGPROBS = JsonKey.of("logprobs");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey REFUSAL = JsonKey.of("refusal");
  private static final JsonKey TOOL_CALLS = JsonKey.of("tool_calls");
  private static final JsonKey ANNOTATIONS = JsonKey.of("annotations");

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final List<Choice> choices = new ArrayList<>();
  private final List<Part> thoughts = new ArrayList<>();
  private final List<Part> calls = new ArrayList<>();
  private final List<Part> content = new ArrayList<>();
  private final ChatThoughtReader thoughtReader = new ChatThoughtReader(in, thoughts);
  private final ChatCallReader callReader = new ChatCallReader(in, calls);
  private final ChatPartReader partReader = new ChatPartReader(in);
  private List<Citation> citations = List.of();
  private @Nullable String refusal;
  private String id = "";
  private String model = "";
  private long created;
  private @Nullable Usage usage;
  private @Nullable ServiceTier tier;
  private boolean failed;

  private ChatAnswerReader() {}

  /**
   * The answer that a body of status 200 holds. Throws {@link FailureException} with a {@link
   * Failure.Garbled} when it holds none, or with what an error within it stands for.
   */
  public static CanonicalAnswer read(Buffer body) {
    Bytes bytes = Bytes.of(body);
    ChatAnswerReader reader = new ChatAnswerReader();
    return reader.in.document(bytes, () -> reader.read(bytes));
  }

  private CanonicalAnswer read(Bytes bytes) {
    while (in.member()) {
      member(bytes.array());
    }
    in.end();
    if (failed) {
      throw new FailureException(
          ProviderFailure.within(ErrorBody.read(bytes.array(), bytes.from(), bytes.to())));
    }
    if (choices.isEmpty()) {
      throw in.wrong("choices", "must be given");
    }
    return new CanonicalAnswer(id, model, created, choices, usage, tier);
  }

  private void member(byte[] array) {
    if (in.on(ID)) {
      id = in.textOrEmpty("id");
    } else if (in.on(MODEL)) {
      model = in.textOrEmpty("model");
    } else if (in.on(CREATED)) {
      created = in.count();
    } else if (in.on(CHOICES)) {
      if (in.array("choices")) {
        while (in.nextObject("choices")) {
          choice();
        }
      }
    } else if (in.on(USAGE)) {
      int from = in.at();
      in.skip();
      usage = new UsageScan().read(array, from, in.at());
    } else if (in.on(TIER)) {
      tier = OpenAiWords.tier(in.text("service_tier"));
    } else if (in.on(ERROR)) {
      failed = in.json() != null;
    } else {
      in.skip();
    }
  }

  private void choice() {
    long index = choices.size();
    String word = null;
    Json logprobs = null;
    forget();
    while (in.member()) {
      if (in.on(INDEX)) {
        index = in.count();
      } else if (in.on(FINISH)) {
        word = in.text("finish_reason");
      } else if (in.on(LOGPROBS)) {
        logprobs = in.json();
      } else if (in.on(MESSAGE)) {
        message();
      } else {
        in.skip();
      }
    }
    thoughtReader.end();
    choices.add(new Choice((int) Math.min(index, 1 << 16), parts(), finish(word), null, logprobs));
  }

  private void forget() {
    thoughtReader.reset();
    calls.clear();
    content.clear();
    citations = List.of();
    refusal = null;
  }

  private void message() {
    if (!in.object("choices.message")) {
      return;
    }
    while (in.member()) {
      if (in.on(CONTENT)) {
        content();
      } else if (in.on(REFUSAL)) {
        refusal = in.text("choices.message.refusal");
      } else if (in.on(TOOL_CALLS)) {
        callReader.read();
      } else if (in.on(ANNOTATIONS)) {
        citations = new ChatCitations(in).read();
      } else if (!thoughtReader.member()) {
        in.skip();
      }
    }
  }

  private void content() {
    if (in.isText()) {
      content.add(new Part.Text(in.textOrEmpty("content")));
    } else if (in.isArray()) {
      partReader.read(content);
    } else {
      in.skip();
    }
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>(thoughts);
    for (Part part : content) {
      if (!(part instanceof Part.Text text)) {
        parts.add(part);
      } else if (!text.text().isEmpty()) {
        parts.add(new Part.Text(text.text(), citations, null));
        citations = List.of();
      }
    }
    if (refusal != null && !refusal.isEmpty()) {
      parts.add(new Part.Refusal(refusal));
    }
    parts.addAll(calls);
    return parts;
  }

  private Finish finish(@Nullable String word) {
    if (word != null && FinishReason.isFailure(word)) {
      throw new FailureException(
          new Failure.Unavailable(502, "The provider failed while it answered.", null));
    }
    Finish finish = word == null ? Finish.END : ChatWords.finish(word);
    if (finish != Finish.END) {
      return finish;
    }
    // Some servers say stop whatever happened, and OpenAI itself does so of refusals.
    boolean refused = refusal != null && !refusal.isEmpty();
    return !calls.isEmpty() ? Finish.TOOL_CALLS : refused ? Finish.REFUSAL : Finish.END;
  }
}
