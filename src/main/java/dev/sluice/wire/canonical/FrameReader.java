package dev.sluice.wire.canonical;

import java.util.function.Consumer;

/** Reads the frames of a provider's stream, one at a time. Confined to one thread. */
public interface FrameReader {
  /**
   * Reads a frame.
   *
   * <p>Throws {@link dev.sluice.model.FailureException} or {@link
   * dev.sluice.wire.json.MalformedJson} when the stream cannot go on.
   *
   * @param in holds the frame, which is not empty
   * @param from offset of its first byte
   * @param to offset after its last byte
   * @param error whether its name says that it is an error
   * @param events told what happens in it, in order
   */
  void read(byte[] in, int from, int to, boolean error, Consumer<StreamEvent> events);

  /**
   * Takes note that the provider's stream has ended.
   *
   * @param events told what follows from that; when it is neither the answer's end nor a break, the
   *     stream was cut
   */
  default void end(Consumer<StreamEvent> events) {}
}
