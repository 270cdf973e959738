package dev.sluice.app;

import dev.sluice.admin.ConfigReport;
import dev.sluice.fleet.Self;
import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a node's configuration, as it is told to operators: by the log when it changes,
 * by the control API and by meters. Written by one thread at a time, read by any.
 */
final class ConfigStatus implements MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigStatus.class);

  private final Self self;
  private final String source;
  private final InstantSource clock;
  private final AtomicLong taken = new AtomicLong();
  private volatile Status status;

  private enum State {
    CURRENT,
    WAITING,
    REFUSED;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Status(
      State state,
      Instant since,
      List<String> brought,
      List<String> changes,
      List<String> problems,
      List<String> waitingFor) {
    Status become(State next, List<String> coming, List<String> faults, List<String> missing) {
      return new Status(next, since, brought, coming, faults, missing);
    }
  }

  /** The node serves by its source since now. */
  ConfigStatus(Self self, String source, InstantSource clock) {
    this.self = self;
    this.source = source;
    this.clock = clock;
    this.status =
        new Status(State.CURRENT, clock.instant(), List.of(), List.of(), List.of(), List.of());
  }

  /** The source says what is in force. */
  void current() {
    Status before = status;
    status = before.become(State.CURRENT, before.brought, List.of(), List.of());
    if (before.state != State.CURRENT) {
      LOG.info("the configuration in force is that of its source again");
    }
  }

  /** What the source says is not taken. */
  void refused(List<String> problems) {
    Status before = status;
    status = before.become(State.REFUSED, before.brought, problems, List.of());
    if (!problems.equals(before.problems)) {
      LOG.atError()
          .addKeyValue("config", source)
          .addKeyValue("problems", String.join("; ", problems))
          .log("a changed configuration is refused");
    }
  }

  /** What the source says waits for others. */
  void waiting(List<String> changes, List<String> names) {
    Status before = status;
    status = before.become(State.WAITING, changes, List.of(), names);
    if (!names.equals(before.waitingFor) || !changes.equals(before.changes)) {
      LOG.atWarn()
          .addKeyValue("config", source)
          .addKeyValue("nodes", String.join(", ", names))
          .log("a changed configuration waits for nodes whose files do not say the same");
    }
  }

  /** The node has taken what the source says. */
  void taken(List<String> changes) {
    taken.incrementAndGet();
    status = new Status(State.CURRENT, clock.instant(), changes, changes, List.of(), List.of());
    LOG.atInfo()
        .addKeyValue("config", source)
        .addKeyValue("version", self.config())
        .addKeyValue("changes", String.join("; ", changes))
        .log("a changed configuration is in force");
  }

  /** A change was begun and could not be ended: a fault of the program. */
  void broken(Throwable cause) {
    LOG.atError().setCause(cause).log("a changed configuration could not be taken as a whole");
    refused(List.of("it could not be taken as a whole, see the log; restart the node"));
  }

  /** What operators are told. */
  ConfigReport report() {
    Status now = status;
    return new ConfigReport(
        self.name(),
        now.state.id(),
        self.config(),
        self.offered(),
        source,
        now.since.toString(),
        now.changes,
        now.problems,
        now.waitingFor);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (State state : State.values()) {
      Gauge.builder(MeterNames.CONFIG_STATE, this, it -> it.status.state == state ? 1 : 0)
          .description("1 for what becomes of the configuration's source.")
          .tag(MeterNames.STATE, state.id())
          .register(registry);
    }
    FunctionCounter.builder(MeterNames.CONFIG_TAKEN, taken, AtomicLong::doubleValue)
        .description("Changed configurations taken.")
        .register(registry);
  }
}
