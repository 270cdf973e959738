package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one response of the dialect says: a whole answer, or what a stream tells at a time. */
final class GenerateChunk {
  private static final JsonKey CANDIDATES = JsonKey.of("candidates");
  private static final JsonKey USAGE = JsonKey.of("usageMetadata");
  private static final JsonKey VERSION = JsonKey.of("modelVersion");
  private static final JsonKey ID = JsonKey.of("responseId");
  private static final JsonKey FEEDBACK = JsonKey.of("promptFeedback");
  private static final JsonKey BLOCK = JsonKey.of("blockReason");
  private static final JsonKey BLOCK_MESSAGE = JsonKey.of("blockReasonMessage");
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey PARTS = JsonKey.of("parts");
  private static final JsonKey FINISH = JsonKey.of("finishReason");
  private static final JsonKey FINISH_MESSAGE = JsonKey.of("finishMessage");
  private static final JsonKey LOGPROBS = JsonKey.of("logprobsResult");
  private static final JsonKey CITATIONS = JsonKey.of("citationMetadata");
  private static final JsonKey GROUNDING = JsonKey.of("groundingMetadata");

  /** Most candidates that the dialect knows, and some more. */
  private static final long MOST = 128;

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final PieceReader pieces = new PieceReader(in);
  private final GeminiCitations citations = new GeminiCitations(in);
  private final List<Candidate> candidates = new ArrayList<>();
  private final GeminiUsage usage = new GeminiUsage();
  private String id = "";
  private String model = "";
  private @Nullable String blocked;
  private @Nullable String blockedMessage;
  private boolean failed;

  /**
   * One of the answers.
   *
   * @param finish the dialect's word for why it ended, null when it goes on
   * @param message what the provider says of that, null for nothing
   */
  record Candidate(
      int index,
      List<Piece> pieces,
      @Nullable String finish,
      @Nullable String message,
      List<Citation> citations,
      @Nullable Json logprobs) {
    Candidate {
      pieces = List.copyOf(pieces);
      citations = List.copyOf(citations);
    }
  }

  /**
   * Reads a response; what was told of usage before stays where nothing new is told. Throws {@link
   * dev.sluice.wire.json.MalformedJson} and {@link dev.sluice.model.FailureException}.
   */
  void read(byte[] array, int from, int to) {
    candidates.clear();
    blocked = null;
    blockedMessage = null;
    failed = false;
    in.open(array, from, to, "body");
    while (in.member()) {
      member();
    }
    in.end();
  }

  private void member() {
    if (in.on(CANDIDATES)) {
      if (in.array("candidates")) {
        while (in.item()) {
          candidate();
        }
      }
    } else if (in.on(USAGE)) {
      usage.read(in);
    } else if (in.on(VERSION)) {
      model = or(in.text("modelVersion"), model);
    } else if (in.on(ID)) {
      id = or(in.text("responseId"), id);
    } else if (in.on(FEEDBACK) && in.isObject()) {
      feedback();
    } else if (in.on(ERROR)) {
      failed = in.json() != null;
    } else {
      in.skip();
    }
  }

  private void feedback() {
    if (in.object("promptFeedback")) {
      while (in.member()) {
        if (in.on(BLOCK)) {
          blocked = in.text("promptFeedback.blockReason");
        } else if (in.on(BLOCK_MESSAGE)) {
          blockedMessage = in.text("promptFeedback.blockReasonMessage");
        } else {
          in.skip();
        }
      }
    }
  }

  private void candidate() {
    if (!in.object("candidates")) {
      return;
    }
    long index = candidates.size();
    List<Piece> said = new ArrayList<>();
    List<Citation> cited = new ArrayList<>();
    String finish = null;
    String message = null;
    Json logprobs = null;
    while (in.member()) {
      if (in.on(CONTENT)) {
        content(said);
      } else if (in.on(FINISH)) {
        finish = in.text("candidates.finishReason");
      } else if (in.on(INDEX)) {
        index = in.count();
      } else if (in.on(FINISH_MESSAGE)) {
        message = in.text("candidates.finishMessage");
      } else if (in.on(LOGPROBS)) {
        logprobs = in.objectJson("candidates.logprobsResult");
      } else if (in.on(CITATIONS)) {
        citations.cited(cited);
      } else if (in.on(GROUNDING)) {
        citations.grounded(cited);
      } else {
        in.skip();
      }
    }
    if (index >= MOST) {
      throw in.wrong("candidates.index", "must be less than " + MOST);
    }
    candidates.add(new Candidate((int) index, said, finish, message, cited, logprobs));
  }

  private void content(List<Piece> said) {
    if (in.object("candidates.content")) {
      while (in.member()) {
        if (in.on(PARTS)) {
          pieces.read(said);
        } else {
          in.skip();
        }
      }
    }
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  /** The answers that it tells of; may be empty. */
  List<Candidate> candidates() {
    return candidates;
  }

  /** The usage that was told up to here. */
  GeminiUsage usage() {
    return usage;
  }

  /** The provider's name of the answer, empty when it gave none. */
  String id() {
    return id;
  }

  /** The provider's name of the model, empty when it gave none. */
  String model() {
    return model;
  }

  /** Why the prompt was not answered, null when it was. */
  @Nullable String blocked() {
    return blocked;
  }

  /** What the provider says of that, null for nothing. */
  @Nullable String blockedMessage() {
    return blockedMessage;
  }

  /** Whether it is an error. */
  boolean failed() {
    return failed;
  }
}
