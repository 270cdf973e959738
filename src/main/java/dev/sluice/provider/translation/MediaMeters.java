package dev.sluice.provider.translation;

import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of images and documents that were to be fetched. */
public final class MediaMeters implements MeterBinder {
  private final Map<Result, LongAdder> counts = new EnumMap<>(Result.class);

  /** All at 0. */
  public MediaMeters() {
    for (Result result : Result.values()) {
      counts.put(result, new LongAdder());
    }
  }

  /** What became of one. */
  enum Result {
    /** It was fetched. */
    FETCHED,
    /** It must not be asked for. */
    REFUSED,
    /** Its host gave an error or no answer. */
    UNREACHABLE,
    /** It took too long. */
    LATE,
    /** It was too large. */
    TOO_LARGE,
    /** There was no memory left for it. */
    NO_ROOM,
    /** It was not what can be passed on. */
    UNKNOWN_TYPE,
    /** Nobody wanted it any more. */
    CANCELLED;

    /** Name of the result in metrics. */
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  void count(Result result) {
    counts.getOrDefault(result, new LongAdder()).increment();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counts.forEach((result, count) ->
        FunctionCounter.builder(MeterNames.MEDIA_FETCHES, count, LongAdder::sum)
            .description("Images and documents fetched for providers that take bytes.")
            .tag(MeterNames.RESULT, result.id())
            .register(registry));
  }
}
