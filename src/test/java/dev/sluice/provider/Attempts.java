package dev.sluice.provider;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Cancellation;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import dev.sluice.model.Timeouts;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Attempts as the pipeline orders them. */
public final class Attempts {
  public static final String MODEL = "house-small";
  public static final String PLAIN =
      "{\"model\":\"house-small\",\"messages\":[{\"role\":\"user\",\"content\":\"é\"}]}";
  public static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1));

  private Attempts() {}

  public static Attempt plain() {
    return of(PLAIN, false, null);
  }

  public static Attempt stream() {
    return of(PLAIN.replace("{\"model\"", "{\"stream\":true,\"model\""), true, null);
  }

  public static Attempt authorised(String authorization) {
    return of(PLAIN, false, authorization);
  }

  public static Attempt of(String body, boolean stream, @Nullable String authorization) {
    return new Attempt(
        Endpoint.CHAT,
        Dialect.OPENAI_CHAT,
        target("house"),
        MODEL,
        MODEL,
        Buffer.buffer(body),
        stream,
        0,
        "req-1",
        authorization,
        new Cancellation());
  }

  public static Target target(String provider) {
    return Targets.of(provider, MODEL).timeouts(TIMEOUTS).make();
  }
}
