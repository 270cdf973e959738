package dev.sluice.model;

/** How an attempt ended. Exactly one for each attempt. */
public sealed interface Outcome {
  /** Short name for metrics, from a closed set. */
  String kind();

  /** The answer was complete. */
  record Completed(Usage usage) implements Outcome {
    @Override
    public String kind() {
      return "completed";
    }
  }

  /** The target failed. Counts against it. */
  record Failed(Failure.Upstream failure) implements Outcome {
    @Override
    public String kind() {
      return failure.kind();
    }
  }

  /** The target answered that the request is at fault. Says nothing against it. */
  record Refused(Failure.Client failure) implements Outcome {
    @Override
    public String kind() {
      return failure.kind();
    }
  }

  /** Given up for a reason that says nothing about the target: client gone, node stopping. */
  record Abandoned(Failure failure) implements Outcome {
    @Override
    public String kind() {
      return failure.kind();
    }
  }
}
