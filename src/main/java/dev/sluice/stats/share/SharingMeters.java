package dev.sluice.stats.share;

import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;

/** The meters of what members tell each other about statistics, read when scraped. */
final class SharingMeters implements MeterBinder {
  private static final Tags IN = Tags.of(MeterNames.DIRECTION, "in");
  private static final Tags OUT = Tags.of(MeterNames.DIRECTION, "out");

  private final SharingCounts counts;

  SharingMeters(SharingCounts counts) {
    this.counts = counts;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    String messages = "Messages about statistics.";
    counter(registry, MeterNames.STATS_MESSAGES, messages, IN, SharingCounts::messagesIn);
    counter(registry, MeterNames.STATS_MESSAGES, messages, OUT, SharingCounts::messagesOut);
    String bytes = "Bytes of messages about statistics.";
    counter(registry, MeterNames.STATS_BYTES, bytes, IN, SharingCounts::bytesIn);
    counter(registry, MeterNames.STATS_BYTES, bytes, OUT, SharingCounts::bytesOut);
    unread(registry, "version", SharingCounts::versions);
    unread(registry, "malformed", SharingCounts::nonsense);
    unread(registry, "full", SharingCounts::overflow);
    counter(
        registry,
        MeterNames.STATS_REPAIRS,
        "Times that a member was asked for all its rows.",
        Tags.empty(),
        SharingCounts::repairs);
    gauge(registry, MeterNames.STATS_ROWS, "Rows of other members.", SharingCounts::rows);
    gauge(
        registry,
        MeterNames.STATS_MEMBERS,
        "Other members whose rows are complete.",
        SharingCounts::members);
  }

  private void unread(MeterRegistry registry, String cause, ToLongFunction<SharingCounts> read) {
    counter(
        registry,
        MeterNames.STATS_UNREAD,
        "Messages about statistics that were left out.",
        Tags.of(MeterNames.CAUSE, cause),
        read);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String help,
      Tags tags,
      ToLongFunction<SharingCounts> read) {
    FunctionCounter.builder(name, counts, read::applyAsLong)
        .description(help)
        .tags(tags)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, String help, ToLongFunction<SharingCounts> read) {
    Gauge.builder(name, counts, read::applyAsLong).description(help).register(registry);
  }
}
