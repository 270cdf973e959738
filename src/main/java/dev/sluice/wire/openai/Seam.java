package dev.sluice.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where a stream goes on with an answer that another one has begun.
 *
 * <p>It makes frames look like those before: same id, created and model, no second role. A stream
 * that begins the answer anew is held back as long as it repeats what the client has; when it says
 * anything else before all of that is repeated, it has diverged, for the client cannot be told to
 * forget. Reasoning is left out: that of the first stream is what the client keeps.
 */
public final class Seam {
  private static final Set<String> LEFT_OUT =
      Set.of(
          "role",
          "reasoning",
          "reasoning_content",
          "reasoning_details",
          "reasoning_signature",
          "thinking_blocks",
          "signature");

  private final Transcript before;
  private final String expected;
  private final UnaryOperator<Usage> total;
  private byte[] comment;
  private int repeated;
  private int swallowed;

  private Seam(Transcript before, String expected, String comment, UnaryOperator<Usage> total) {
    this.before = before;
    this.expected = expected;
    this.total = total;
    this.comment = (": " + comment + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The seam before a stream that was given the text, and so goes on right where it ends.
   *
   * @param comment put in front of the first frame, on one line
   * @param total what the client is told as usage, from that of this stream
   */
  public static Seam prefilled(Transcript before, String comment, UnaryOperator<Usage> total) {
    return new Seam(before, "", comment, total);
  }

  /** The seam before a stream that answers the same request anew; parameters as above. */
  public static Seam restarted(Transcript before, String comment, UnaryOperator<Usage> total) {
    return new Seam(before, before.text(), comment, total);
  }

  /** Names the stream as the one before. */
  void name(StreamHead head) {
    head.adopt(before.id(), before.created(), before.model());
  }

  /**
   * Makes the frame fit; false when nothing is left of it. Throws {@link FailureException} with a
   * {@link Failure.Diverged} when it says something else than what was said before.
   */
  boolean fit(ObjectNode frame) {
    JsonNode choices = frame.path("choices");
    if (choices.size() != 1 || !(choices.get(0) instanceof ObjectNode choice)) {
      return empty(choices);
    }
    if (choice.path("index").asInt() != 0 || !(choice.get("delta") instanceof ObjectNode delta)) {
      throw new FailureException(
          new Failure.Garbled("The provider sent a choice that nobody asked for."));
    }
    boolean said = reasons(delta);
    delta.remove(LEFT_OUT);
    said |= repeat(delta);
    boolean rest = speaks(delta) || choice.path("finish_reason").isTextual();
    if (rest && repeated < expected.length()) {
      throw diverged();
    }
    swallowed += said && !rest ? 1 : 0;
    frame.put("id", before.id());
    frame.put("created", before.created());
    frame.put("model", before.model());
    return rest;
  }

  private static boolean empty(JsonNode choices) {
    if (choices.isEmpty()) {
      return false;
    }
    throw new FailureException(
        new Failure.Garbled("The provider sent choices that nobody asked for."));
  }

  private static boolean reasons(ObjectNode delta) {
    return !delta.path("reasoning_content").asText("").isEmpty()
        || !delta.path("reasoning").asText("").isEmpty();
  }

  /** Takes away what the client has already; false when there was no text. */
  private boolean repeat(ObjectNode delta) {
    String content = delta.path("content").asText("");
    int same = Math.min(content.length(), expected.length() - repeated);
    if (!expected.startsWith(content.substring(0, same), repeated)) {
      throw diverged();
    }
    repeated += same;
    if (same > 0) {
      delta.put("content", content.substring(same));
    }
    return !content.isEmpty();
  }

  private static boolean speaks(ObjectNode delta) {
    for (JsonNode value : delta) {
      boolean nothing =
          value.isNull()
              || (value.isContainerNode() && value.isEmpty())
              || (value.isTextual() && value.asText().isEmpty());
      if (!nothing) {
        return true;
      }
    }
    return false;
  }

  private static FailureException diverged() {
    return new FailureException(
        new Failure.Diverged("The answer differs from the one that was begun."));
  }

  /** The comment in front of the first frame; empty from the second on. */
  byte[] comment() {
    byte[] once = comment;
    comment = new byte[0];
    return once;
  }

  /** Frames that had text or reasoning and of which nothing was given out. */
  int swallowed() {
    return swallowed;
  }

  /** What the client is told as usage. */
  byte[] usage(Usage own) {
    Usage all = total.apply(own);
    return Buffer.buffer(192)
        .appendString("{\"prompt_tokens\":" + all.inputTotal())
        .appendString(",\"completion_tokens\":" + all.outputTotal())
        .appendString(",\"total_tokens\":" + (all.inputTotal() + all.outputTotal()))
        .appendString(",\"prompt_tokens_details\":{\"cached_tokens\":" + all.cacheRead())
        .appendString("},\"completion_tokens_details\":{\"reasoning_tokens\":" + all.reasoning())
        .appendString("}}")
        .getBytes();
  }
}
