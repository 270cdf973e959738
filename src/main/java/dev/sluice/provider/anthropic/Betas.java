package dev.sluice.provider.anthropic;

import dev.sluice.bus.Aside;
import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The news of the API that a provider is told its client knows: those that are allowed. */
final class Betas {
  private static final String HEADER = "anthropic-beta";
  private static final int MOST = 64;

  private final Set<String> exact = new HashSet<>();
  private final List<String> beginnings = new ArrayList<>();
  private final String always;

  private Betas(List<String> allowed, String always) {
    this.always = always;
    for (String one : allowed) {
      if (one.endsWith("*")) {
        beginnings.add(one.substring(0, one.length() - 1));
      } else {
        exact.add(one);
      }
    }
  }

  /** What a provider's settings let through, beside what they say to every request. */
  static Betas of(AnthropicConfig config) {
    Map<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(config.connection().headers());
    Secret always = headers.get(HEADER);
    return new Betas(config.betas(), always == null ? "" : always.reveal());
  }

  /** What a client says, as far as it is let through; the very same when that is all. */
  Aside of(Aside said) {
    String asked = said.hints().get(HEADER);
    if (asked == null) {
      return said;
    }
    StringBuilder passed = new StringBuilder(always);
    int number = 0;
    for (String one : asked.split(",", -1)) {
      String beta = one.strip();
      if (allows(beta) && number++ < MOST) {
        passed.append(passed.isEmpty() ? "" : ",").append(beta);
      }
    }
    return Aside.of(said.strict(), number == 0 ? Map.of() : Map.of(HEADER, passed.toString()));
  }

  private boolean allows(String beta) {
    return !beta.isEmpty()
        && (exact.contains(beta) || beginnings.stream().anyMatch(beta::startsWith));
  }
}
