package dev.sluice.wire.gemini;

import dev.sluice.wire.json.Base64Text;
import dev.sluice.wire.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an answer as the dialect tells it. */
sealed interface Piece {
  /** By what the provider knows the thought again that led to it, null when that is not told. */
  @Nullable String signature();

  /** Words of the answer. */
  record Said(String text, @Nullable String signature) implements Piece {}

  /** Words of a thought. */
  record Thought(String text, @Nullable String signature) implements Piece {}

  /**
   * A call, or a piece of one.
   *
   * @param id empty when there is none
   * @param name empty in all pieces but the first
   * @param args all arguments at once, null when they come in pieces or there are none
   * @param partial pieces of arguments
   * @param more whether pieces of the same call follow
   */
  record Call(
      String id,
      String name,
      @Nullable Json args,
      List<PartialArgument> partial,
      boolean more,
      @Nullable String signature)
      implements Piece {
    public Call {
      partial = List.copyOf(partial);
    }
  }

  /** Bytes, such as those of an image. */
  record Made(String mediaType, Base64Text data, @Nullable String signature) implements Piece {}
}
