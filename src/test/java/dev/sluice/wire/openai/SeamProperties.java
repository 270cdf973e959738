package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.DONE;
import static dev.sluice.wire.openai.Wires.WANTED;
import static dev.sluice.wire.openai.Wires.choice;
import static dev.sluice.wire.openai.Wires.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.Failure;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.JsonTree;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** What a client reads of two streams that were joined, however they were cut into frames. */
final class SeamProperties {
  private static final String COMMENT = ": seam\n\n";

  /** Frames of so many characters each, in which surrogate pairs may be split. */
  private static List<String> frames(String text, int length, String id) {
    List<String> frames = new ArrayList<>();
    frames.add(chunk(choice("{\"role\":\"assistant\",\"content\":\"\"}", "null")));
    for (int at = 0; at < text.length(); at += length) {
      String part = text.substring(at, Math.min(text.length(), at + length));
      String json = new String(JsonText.encode(part), StandardCharsets.UTF_8);
      frames.add(chunk(choice("{\"content\":" + json + "}", "null")));
    }
    return frames.stream().map(frame -> frame.replace("\"c1\"", "\"" + id + "\"")).toList();
  }

  private static String text(String events) {
    StringBuilder text = new StringBuilder();
    for (String event : events.split("\n\n", -1)) {
      if (event.startsWith("data: {")) {
        byte[] json = event.substring("data: ".length()).getBytes(StandardCharsets.UTF_8);
        JsonNode frame = JsonTree.read(json, 0, json.length);
        assertThat(frame.path("id").asText()).isEqualTo("c1");
        text.append(frame.at("/choices/0/delta/content").asText(""));
      }
    }
    return text.toString();
  }

  private static String feed(ChatStream stream, List<String> frames) {
    StringBuilder out = new StringBuilder();
    frames.forEach(frame -> out.append(stream.feed(Buffer.buffer(frame))));
    return out.toString();
  }

  /** What the client gets of the text up to a frame. */
  private static String begun(Transcript transcript, String text, int length, int cut) {
    List<String> frames = frames(text, length, "c1");
    ChatStream first = new ChatStream(WANTED, transcript, null);
    return feed(first, frames.subList(0, Math.min(frames.size(), 1 + cut)));
  }

  private static List<String> finished(String text, int length) {
    List<String> frames = new ArrayList<>(frames(text, length, "c2"));
    frames.add(chunk(choice("{}", "\"stop\"")));
    frames.add(DONE);
    return frames;
  }

  @Property(tries = 300)
  void aRestartThatRepeatsIsJoined(
      @ForAll @StringLength(max = 60) String text,
      @ForAll @IntRange(min = 1, max = 9) int one,
      @ForAll @IntRange(min = 1, max = 9) int other,
      @ForAll @IntRange(max = 20) int cut) {
    Transcript transcript = new Transcript();
    String sent = begun(transcript, text, one, cut);
    assertThat(transcript.text()).isEqualTo(text(sent));
    Seam seam = Seam.restarted(transcript, "seam", UnaryOperator.identity());
    ChatStream second = new ChatStream(WANTED, transcript, seam);
    String rest = feed(second, finished(text, other));

    assertThat(text(sent + rest)).isEqualTo(text);
    assertThat(rest).startsWith(COMMENT).containsOnlyOnce(COMMENT).endsWith(DONE);
    assertThat(rest).doesNotContain("\"role\"").containsOnlyOnce("\"stop\"");
    assertThat(second.finished()).isTrue();
    assertThat(transcript.text()).isEqualTo(text);
  }

  @Property(tries = 300)
  void aRestartThatDiffersSaysNothing(
      @ForAll @StringLength(min = 1, max = 60) String text,
      @ForAll @IntRange(min = 1, max = 9) int one,
      @ForAll @IntRange(min = 1, max = 9) int other,
      @ForAll @IntRange(max = 59) int place) {
    Transcript transcript = new Transcript();
    assertThat(begun(transcript, text, one, 60)).isNotEmpty();
    int at = place % text.length();
    char changed = text.charAt(at) == 'x' ? 'y' : 'x';
    String different = text.substring(0, at) + changed + text.substring(at + 1);
    Seam seam = Seam.restarted(transcript, "seam", UnaryOperator.identity());
    ChatStream second = new ChatStream(WANTED, transcript, seam);

    assertThat(feed(second, finished(different, other))).isEmpty();
    assertThat(second.failure()).isInstanceOf(Failure.Diverged.class);
  }

  @Property(tries = 200)
  void whatWasGivenTheTextGoesOnRightThere(
      @ForAll @StringLength(max = 40) String text,
      @ForAll @StringLength(max = 40) String more,
      @ForAll @IntRange(min = 1, max = 9) int length) {
    Transcript transcript = new Transcript();
    String sent = begun(transcript, text, length, 60);
    Seam seam = Seam.prefilled(transcript, "seam", UnaryOperator.identity());
    String rest = feed(new ChatStream(WANTED, transcript, seam), finished(more, length));

    assertThat(text(sent + rest)).isEqualTo(text + more);
  }
}
