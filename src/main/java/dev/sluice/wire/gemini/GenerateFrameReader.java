package dev.sluice.wire.gemini;

import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.FrameReader;
import dev.sluice.wire.canonical.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a stream, each of which is a response of its own. The dialect has no last
 * frame: the answer is complete when the stream ends after every candidate has.
 */
public final class GenerateFrameReader implements FrameReader {
  private final Map<String, String> names;
  private final GenerateChunk chunk = new GenerateChunk();
  private final List<CandidateState> candidates = new ArrayList<>();
  private @Nullable Usage told;
  private boolean started;

  /**
   * A stream at its start.
   *
   * @param names the client's names of functions by those that were sent instead
   */
  public GenerateFrameReader(Map<String, String> names) {
    this.names = Map.copyOf(names);
  }

  @Override
  public void read(byte[] in, int from, int to, boolean error, Consumer<StreamEvent> events) {
    chunk.read(in, from, to);
    if (error || chunk.failed()) {
      throw new FailureException(GeminiFailure.within(in, from, to));
    }
    if (!started) {
      started = true;
      events.accept(new StreamEvent.Start(chunk.id(), chunk.model(), 0, null));
    }
    for (GenerateChunk.Candidate candidate : chunk.candidates()) {
      state(candidate.index()).take(candidate, chunk.id(), events);
    }
    if (chunk.blocked() != null && candidates.isEmpty()) {
      state(0).finish(Finish.REFUSAL, chunk.blockedMessage(), events);
    }
    Usage usage = chunk.usage().told() ? chunk.usage().usage() : null;
    if (usage != null && !usage.equals(told)) {
      told = usage;
      events.accept(new StreamEvent.Counted(usage));
    }
  }

  private CandidateState state(int choice) {
    while (candidates.size() <= choice) {
      candidates.add(new CandidateState(candidates.size(), names));
    }
    return candidates.get(choice);
  }

  @Override
  public void end(Consumer<StreamEvent> events) {
    boolean complete =
        !candidates.isEmpty() && candidates.stream().allMatch(CandidateState::finished);
    if (complete) {
      events.accept(new StreamEvent.Done());
    }
  }
}
