package dev.sluice.bench.mock;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A model with its encoded answers.
 *
 * @param model what was asked for
 * @param bytes its answers
 */
record Behaviour(MockModel model, AnswerBytes bytes) {
  private static final Map<String, Behaviour> KNOWN = new ConcurrentHashMap<>();

  /** The behaviour of that name, null when the name says none. */
  static @Nullable Behaviour named(String name) {
    Behaviour known = KNOWN.get(name);
    if (known != null) {
      return known;
    }
    try {
      MockModel model = MockModel.named(name);
      Behaviour made = new Behaviour(model, new AnswerBytes(model));
      KNOWN.put(name, made);
      return made;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** How the next exchange fails. */
  Fault fault(SplittableRandom random) {
    if (model.faults() > 0 && random.nextInt(1000) < model.faults()) {
      return Fault.drawn(random.nextInt(100));
    }
    return model.fault();
  }
}
