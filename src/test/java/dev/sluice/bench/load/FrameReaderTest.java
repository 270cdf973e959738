package dev.sluice.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames are found and counted however the bytes are cut. */
final class FrameReaderTest {
  private static final String FRAME =
      "data: {\"id\":\"a\",\"choices\":[{\"delta\":{\"content\":\"%08d %019d..\"}}]}\n\n";

  private final List<String> found = new ArrayList<>();
  private final FrameReader reader =
      new FrameReader(
          new FrameReader.Listener() {
            @Override
            public void frame(int number, long sentNanos, int bytes) {
              found.add("frame " + number + " at " + sentNanos + ", " + bytes);
            }

            @Override
            public void done() {
              found.add("done");
            }

            @Override
            public void error() {
              found.add("error");
            }
          });

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 10_000})
  void findsAllOfThem(int piece) {
    String stream =
        ": alive\n\n"
            + FRAME.formatted(0, 123_456L)
            + FRAME.formatted(1, 9_876_543_210L)
            + "data: {\"choices\":[],\"usage\":{}}\n\ndata: [DONE]\n\n";
    ByteBuf bytes = Unpooled.copiedBuffer(stream, UTF_8);

    reader.open();
    for (int at = 0; at < bytes.readableBytes(); at += piece) {
      reader.read(bytes, at, Math.min(piece, bytes.readableBytes() - at));
    }

    assertThat(found).containsExactly("frame 0 at 123456, 30", "frame 1 at 9876543210, 30", "done");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10_000})
  void anErrorIsNotAFrame(int piece) {
    ByteBuf bytes = Unpooled.copiedBuffer("data: {\"error\":{\"message\":\"cut\"}}\n\n", UTF_8);

    reader.open();
    for (int at = 0; at < bytes.readableBytes(); at += piece) {
      reader.read(bytes, at, Math.min(piece, bytes.readableBytes() - at));
    }

    assertThat(found).containsExactly("error");
  }
}
