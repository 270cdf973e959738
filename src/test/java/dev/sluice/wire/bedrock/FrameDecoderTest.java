package dev.sluice.wire.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Frames as AWS's own encoder makes them. */
final class FrameDecoderTest {
  private static final int MOST = 1 << 20;
  private final JsonNode vectors = vectors();

  private static JsonNode vectors() {
    try (InputStream in =
        Objects.requireNonNull(
            FrameDecoderTest.class.getResourceAsStream("/wire/eventstream-bedrock.json"))) {
      return JsonMapper.builder().build().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText());
  }

  private static List<String> read(FrameDecoder decoder) {
    List<String> read = new ArrayList<>();
    while (decoder.next()) {
      String payload =
          new String(
              decoder.array(),
              decoder.payloadFrom(),
              decoder.payloadTo() - decoder.payloadFrom(),
              StandardCharsets.UTF_8);
      String name =
          decoder.eventType() == null ? "exception:" + decoder.failureType() : decoder.eventType();
      read.add(name + " " + payload);
    }
    return read;
  }

  private static FrameDecoder fed(byte[] in) {
    FrameDecoder decoder = new FrameDecoder(MOST);
    decoder.feed(in, 0, in.length);
    return decoder;
  }

  @Test
  void readsEachFrame() {
    for (JsonNode frame : vectors.get("frames")) {
      List<String> read = read(fed(bytes(frame.get("hex"))));
      assertThat(read).hasSize(1);
      assertThat(read.getFirst()).startsWith(frame.get("name").asText() + " {");
    }
  }

  @Test
  void readsAnException() {
    assertThat(read(fed(bytes(vectors.get("exceptionFrame").get("hex")))))
        .containsExactly("exception:throttlingException {\"message\":\"Too many tokens\"}");
  }

  @Test
  void readsAStreamHoweverItIsCut() {
    byte[] in = bytes(vectors.get("wholeStreamHex"));
    List<String> whole = read(fed(in));
    assertThat(whole).hasSize(9);
    assertThat(whole.get(1)).contains("hé你好");
    for (int cut = 1; cut < in.length; cut++) {
      FrameDecoder decoder = new FrameDecoder(MOST);
      decoder.feed(in, 0, cut);
      List<String> read = read(decoder);
      decoder.feed(in, cut, in.length);
      read.addAll(read(decoder));
      assertThat(read).as("cut at %d", cut).isEqualTo(whole);
      assertThat(decoder.pending()).isFalse();
    }
  }

  @Test
  void knowsAFrameThatIsNotWhole() {
    byte[] in = bytes(vectors.get("frames").get(0).get("hex"));
    FrameDecoder decoder = new FrameDecoder(MOST);
    decoder.feed(in, 0, in.length - 1);
    assertThat(decoder.next()).isFalse();
    assertThat(decoder.pending()).isTrue();
  }

  @Test
  void refusesWhatIsCorrupt() {
    for (String name : List.of("corruptMessageCrc", "corruptPreludeCrc")) {
      assertThatThrownBy(() -> fed(bytes(vectors.get(name))).next())
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Garbled.class));
    }
  }

  @Test
  void refusesEveryFlippedBit() {
    byte[] in = bytes(vectors.get("frames").get(1).get("hex"));
    for (int at = 0; at < in.length; at++) {
      byte[] flipped = in.clone();
      flipped[at] ^= 0x10;
      assertThatThrownBy(() -> fed(flipped).next())
          .as("at %d", at)
          .isInstanceOf(FailureException.class);
    }
  }

  @Test
  void refusesAFrameThatIsTooLongBeforeItIsThere() {
    byte[] in = bytes(vectors.get("frames").get(1).get("hex"));
    FrameDecoder decoder = new FrameDecoder(-16 * 1024 + 100);
    decoder.feed(in, 0, 12);
    assertThatThrownBy(decoder::next)
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("more than 100 bytes");
  }
}
