package dev.sluice.provider.translation;

import dev.sluice.wire.canonical.StreamEvent;

/** Events of a stream with one choice as those of another choice. */
final class Reindexed {
  private Reindexed() {}

  /** The event as one of the choice. What belongs to no choice stays as it is. */
  static StreamEvent at(int choice, StreamEvent event) {
    return switch (event) {
      case StreamEvent.TextDelta e -> new StreamEvent.TextDelta(choice, e.text());
      case StreamEvent.ReasoningDelta e -> new StreamEvent.ReasoningDelta(choice, e.text());
      case StreamEvent.Signature e -> new StreamEvent.Signature(choice, e.signature());
      case StreamEvent.SealedReasoning e -> new StreamEvent.SealedReasoning(choice, e.data());
      case StreamEvent.RefusalDelta e -> new StreamEvent.RefusalDelta(choice, e.text());
      case StreamEvent.CallBegin e ->
          new StreamEvent.CallBegin(choice, e.call(), e.id(), e.name(), e.signature());
      case StreamEvent.CallDelta e -> new StreamEvent.CallDelta(choice, e.call(), e.arguments());
      case StreamEvent.Pictured e -> new StreamEvent.Pictured(choice, e.image());
      case StreamEvent.Voiced e -> new StreamEvent.Voiced(choice, e.audio());
      case StreamEvent.Cited e -> new StreamEvent.Cited(choice, e.citation());
      case StreamEvent.Logprobs e -> new StreamEvent.Logprobs(choice, e.logprobs());
      case StreamEvent.BlockEnd _ -> new StreamEvent.BlockEnd(choice);
      case StreamEvent.Finished e -> new StreamEvent.Finished(choice, e.finish(), e.stopSequence());
      case StreamEvent.Start _,
          StreamEvent.Counted _,
          StreamEvent.Ping _,
          StreamEvent.Done _,
          StreamEvent.Broken _ ->
          event;
    };
  }
}
