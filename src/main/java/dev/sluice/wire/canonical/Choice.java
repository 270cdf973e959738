package dev.sluice.wire.canonical;

import dev.sluice.wire.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of those that were asked for.
 *
 * @param index from 0
 * @param parts what it says; may be empty
 * @param stopSequence the one it came upon, null when it did not or is not known
 * @param logprobs OpenAI's object of probabilities, null for none
 */
public record Choice(
    int index,
    List<Part> parts,
    Finish finish,
    @Nullable String stopSequence,
    @Nullable Json logprobs) {
  public Choice {
    parts = List.copyOf(parts);
  }
}
