package dev.sluice.provider.compatible;

import dev.sluice.config.NamePattern;
import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.ErrorRule;
import dev.sluice.model.Failure;
import dev.sluice.provider.Manners;
import dev.sluice.wire.openai.ErrorBody;
import dev.sluice.wire.openai.ProviderFailure;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the errors of a compatible server stand for: by its rules, else as OpenAI means them. */
final class ErrorMap implements Manners.Failures {
  private static final int BAD_REQUEST = 400;
  private static final int OVERLOADED = 503;

  private final List<Rule> rules;
  private final Map<String, String> names;

  /** A rule with its patterns ready. */
  private record Rule(
      ErrorRule said,
      @Nullable NamePattern code,
      @Nullable NamePattern type,
      @Nullable NamePattern message) {
    static Rule of(ErrorRule said) {
      return new Rule(said, pattern(said.code()), pattern(said.type()), pattern(said.message()));
    }

    private static @Nullable NamePattern pattern(@Nullable String text) {
      return text == null ? null : new NamePattern(text.toLowerCase(Locale.ROOT));
    }

    boolean applies(int status, ErrorBody error) {
      return (said.status() == 0 || said.status() == status)
          && matches(code, error.code())
          && matches(type, error.type())
          && matches(message, error.message());
    }

    private static boolean matches(@Nullable NamePattern pattern, @Nullable String text) {
      return pattern == null || (text != null && pattern.matches(text.toLowerCase(Locale.ROOT)));
    }
  }

  ErrorMap(Descriptor descriptor) {
    this.rules = descriptor.errors().stream().map(Rule::of).toList();
    this.names = descriptor.limits();
  }

  @Override
  public Failure of(int status, Buffer body, Function<String, @Nullable String> headers) {
    Function<String, @Nullable String> usual = name -> header(headers, name);
    Failure otherwise = ProviderFailure.of(status, body, usual);
    if (rules.isEmpty()) {
      return otherwise;
    }
    ErrorBody error = ErrorBody.read(body);
    for (Rule rule : rules) {
      if (rule.applies(status, error)) {
        // Where the status hid that the error is about limits, the waits are read as for one.
        Failure throttled = ProviderFailure.of(429, body, usual);
        return failure(rule.said.means(), status, error, wait(throttled));
      }
    }
    return otherwise;
  }

  private @Nullable String header(Function<String, @Nullable String> headers, String name) {
    String value = headers.apply(name);
    String own = value == null ? names.get(name) : null;
    return own == null ? value : headers.apply(own);
  }

  private static @Nullable Duration wait(Failure failure) {
    return failure instanceof Failure.Throttled throttled ? throttled.retryAfter() : null;
  }

  private static Failure failure(
      ErrorRule.Meaning meaning, int status, ErrorBody error, @Nullable Duration wait) {
    String said = error.message();
    return switch (meaning) {
      case THROTTLED ->
          new Failure.Throttled(
              Objects.requireNonNullElse(said, "The provider asks for fewer requests."),
              wait,
              false);
      case SPENT ->
          new Failure.Throttled(
              Objects.requireNonNullElse(said, "The provider's quota or budget is spent."),
              wait,
              true);
      case UNAUTHORISED ->
          new Failure.Unauthorised("The provider does not accept the gateway's credentials.");
      case OVERLOADED ->
          new Failure.Unavailable(
              status >= 500 ? status : OVERLOADED,
              "The provider failed to serve the request (status " + status + ").",
              wait);
      case CONTEXT_LENGTH -> rejected(BAD_REQUEST, error, "context_length_exceeded");
      case CONTENT_FILTER -> rejected(BAD_REQUEST, error, "content_filter");
      case REJECTED -> rejected(status >= 500 ? BAD_REQUEST : status, error, error.code());
    };
  }

  private static Failure rejected(int status, ErrorBody error, @Nullable String code) {
    String message =
        Objects.requireNonNullElse(
            error.message(), "The provider refused the request with status " + status + ".");
    return new Failure.Rejected(status, message, "invalid_request_error", code, error.param());
  }
}
