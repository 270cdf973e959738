package dev.sluice.bench;

import dev.sluice.bench.report.Measurement;
import java.io.IOException;
import java.util.List;

/** A part of a run that measures one side of the subjects. */
interface Part {
  /**
   * Measures.
   *
   * @throws IOException when a process has died or cannot be started
   */
  List<Measurement> measure(List<Contender> contenders) throws IOException, InterruptedException;
}
