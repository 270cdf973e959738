package dev.sluice.health;

import java.util.List;
import java.util.Set;

/** What members tell each other about health. */
sealed interface Word {
  /**
   * What the sender says about targets.
   *
   * @param whole whether it says nothing about all others
   */
  record Opinions(boolean whole, List<Opinion> opinions) implements Word {
    public Opinions {
      opinions = List.copyOf(opinions);
    }
  }

  /** The sender wants to be told all opinions. */
  record Ask() implements Word {}

  /**
   * The sender has probed.
   *
   * @param key of the probe
   * @param listing fingerprint of the list of models that it last got, 0 when it got none
   */
  record Probed(String key, int listing) implements Word {}

  /** A provider listed its models to the sender. */
  record Listed(String provider, Set<String> models) implements Word {
    public Listed {
      models = Set.copyOf(models);
    }
  }
}
