package dev.sluice.config;

import dev.sluice.model.Caps;
import dev.sluice.model.Dialect;
import dev.sluice.model.Timeouts;
import java.time.Duration;

/**
 * A provider inside the process.
 *
 * @param seed makes a run repeatable
 * @param firstToken delay of the first token
 * @param pace tokens a second
 * @param length tokens of an answer, unless the request asks for fewer
 * @param jitter share by which delays vary, 0 to 1
 * @param faults how often an attempt goes wrong, by kind
 */
public record SimulatorConfig(
    String name,
    boolean enabled,
    long seed,
    Duration firstToken,
    double pace,
    int length,
    double jitter,
    Faults faults,
    Timeouts timeouts,
    Caps caps)
    implements ProviderConfig {
  /**
   * Shares of attempts that go wrong, each 0 to 1, their sum at most 1.
   *
   * @param throttled 429 with {@code retry-after}
   * @param error 500
   * @param reset connection reset before the answer
   * @param stall the answer stops in the middle and stays open
   * @param cut the answer ends in the middle
   * @param retryAfter what a 429 says
   */
  public record Faults(
      double throttled, double error, double reset, double stall, double cut, Duration retryAfter) {
    public Faults {
      new Rules()
          .share("throttled", throttled)
          .share("error", error)
          .share("reset", reset)
          .share("stall", stall)
          .share("cut", cut)
          // A sum such as 0.7 + 0.2 + 0.1 may exceed 1 by a rounding.
          .require(
              throttled + error + reset + stall + cut <= 1 + 1e-9,
              "",
              "must have shares that add up to 1 at most")
          .within("retry_after", retryAfter, Duration.ZERO, Duration.ofHours(1))
          .enforce();
    }

    /** Nothing goes wrong. */
    public static Faults none() {
      return new Faults(0, 0, 0, 0, 0, Duration.ofSeconds(1));
    }
  }

  public SimulatorConfig {
    new Rules()
        .require(NAME.matcher(name).matches(), "name", NAME_RULE)
        .within("first_token", firstToken, Duration.ZERO, Duration.ofMinutes(10))
        .require(pace >= 0 && pace <= 1e6, "pace", "must be 0 to 1000000")
        .within("length", length, 1, 1_000_000)
        .share("jitter", jitter)
        .enforce();
  }

  /** A flawless one of middling speed. */
  public static SimulatorConfig named(String name) {
    return new SimulatorConfig(
        name,
        true,
        1,
        Duration.ofMillis(200),
        50,
        64,
        0.1,
        Faults.none(),
        Timeouts.defaults(),
        Caps.NONE);
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI_CHAT;
  }

  @Override
  public boolean discover() {
    return false;
  }

  @Override
  public ProbeConfig probe() {
    return new ProbeConfig.None();
  }
}
