package dev.sluice.wire.openai;

import io.vertx.core.buffer.Buffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is decided on of a chat request, read in one pass over its bytes.
 *
 * @param model the model's name, unescaped
 * @param modelFrom offset of the model's value, its opening quote
 * @param modelTo offset after its closing quote
 * @param stream whether a stream is asked for
 * @param includeUsage whether the client asked for usage in the stream
 * @param streamOptionsFrom offset of the value of {@code stream_options}, -1 when absent or null
 * @param streamOptionsTo offset after it
 * @param maxTokens {@code max_completion_tokens}, else {@code max_tokens}, -1 when absent
 * @param choices {@code n}, 1 when absent
 * @param tools whether tools are offered
 * @param user value of {@code user}, null when absent
 */
public record ChatEnvelope(
    String model,
    int modelFrom,
    int modelTo,
    boolean stream,
    boolean includeUsage,
    int streamOptionsFrom,
    int streamOptionsTo,
    long maxTokens,
    int choices,
    boolean tools,
    @Nullable String user) {
  private static final Pattern MAX =
      Pattern.compile("\"max_(?:completion_)?tokens\"\\s*:\\s*(\\d+)");
  private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");
  private static final Pattern USAGE = Pattern.compile("\"include_usage\"\\s*:\\s*true");
  private static final Pattern CHOICES = Pattern.compile("\"n\"\\s*:\\s*(\\d+)");

  /** Reads the envelope. */
  public static ChatEnvelope scan(Buffer body) {
    String text = body.toString();
    Matcher max = MAX.matcher(text);
    Matcher choices = CHOICES.matcher(text);
    return new ChatEnvelope(
        "",
        0,
        0,
        STREAM.matcher(text).find(),
        USAGE.matcher(text).find(),
        -1,
        -1,
        max.find() ? Long.parseLong(max.group(1)) : -1,
        choices.find() ? Integer.parseInt(choices.group(1)) : 1,
        false,
        null);
  }
}
