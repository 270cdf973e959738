package dev.sluice.bench;

import dev.sluice.bench.load.LoadReport;
import dev.sluice.bench.load.LoadSpec;
import dev.sluice.bench.process.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Loads of several subjects, each measured in every trial, in another order each time. A window
 * that other programs disturbed is measured again, whatever its subject and its figures.
 */
final class Trials {
  /** One thing to measure: a load against a subject. */
  record Cell(Subject subject, LoadSpec spec) {}

  private final Lab lab;
  private final Set<Cell> cells = new LinkedHashSet<>();
  private final Map<Cell, List<LoadReport>> reports = new HashMap<>();

  Trials(Lab lab) {
    this.lab = lab;
  }

  /** A load against a contender, and the same against the mock directly. */
  void add(Subject subject, LoadSpec spec) {
    var _ = cells.add(new Cell(subject, spec));
    var _ = cells.add(new Cell(lab.direct(), spec));
  }

  /** Measures all that was added, each with so many seconds of settling and of measuring. */
  void run(double settle, double window) throws IOException {
    Random random = new Random(System.nanoTime());
    for (int trial = 1; trial <= lab.profile().trials(); trial++) {
      List<Cell> order = new ArrayList<>(cells);
      Collections.shuffle(order, random);
      for (Cell cell : order) {
        Progress.say("trial %d: %s, %s", trial, cell.subject().name(), cell.spec().shape());
        reports.computeIfAbsent(cell, _ -> new ArrayList<>()).add(calmest(cell, settle, window));
      }
    }
  }

  /** Measures again, as often as that may be, what other programs disturbed. */
  private LoadReport calmest(Cell cell, double settle, double window) throws IOException {
    LoadReport best = lab.measure(cell.subject(), cell.spec(), settle, window, () -> {});
    for (int i = 0; i < lab.options().again && best.disturbed(); i++) {
      LoadReport next = lab.measure(cell.subject(), cell.spec(), settle, window, () -> {});
      best = next.others() < best.others() ? next : best;
    }
    return best;
  }

  /** Reports of a load against a subject, one a trial. */
  List<LoadReport> of(Subject subject, LoadSpec spec) {
    return reports.getOrDefault(new Cell(subject, spec), List.of());
  }

  /** A figure of a load against a subject, one a trial. */
  List<Double> figures(Subject subject, LoadSpec spec, ToDoubleFunction<LoadReport> figure) {
    return of(subject, spec).stream().map(figure::applyAsDouble).toList();
  }
}
