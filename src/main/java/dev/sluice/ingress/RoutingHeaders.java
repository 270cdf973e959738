package dev.sluice.ingress;

import dev.sluice.model.Constraints;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Preference;
import dev.sluice.model.Presets;
import dev.sluice.model.Quality;
import dev.sluice.model.Strategy;
import dev.sluice.model.Task;
import dev.sluice.model.Wishes;
import dev.sluice.wire.openai.ChatProfile;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the headers of a request say about the choice between targets. */
final class RoutingHeaders {
  private static final CharSequence STRATEGY = HttpHeaders.createOptimized("x-sluice-strategy");
  private static final CharSequence PREFER = HttpHeaders.createOptimized("x-sluice-prefer");
  private static final CharSequence MAX_PRICE = HttpHeaders.createOptimized("x-sluice-max-price");
  private static final CharSequence MAX_TTFT = HttpHeaders.createOptimized("x-sluice-max-ttft-ms");
  private static final CharSequence MIN_SUCCESS =
      HttpHeaders.createOptimized("x-sluice-min-success");
  private static final CharSequence MIN_QUALITY =
      HttpHeaders.createOptimized("x-sluice-min-quality");
  private static final CharSequence REGION = HttpHeaders.createOptimized("x-sluice-region");
  private static final CharSequence TASK = HttpHeaders.createOptimized("x-sluice-task");
  private static final CharSequence QUALITY = HttpHeaders.createOptimized("x-sluice-quality");
  private static final CharSequence CONVERSATION =
      HttpHeaders.createOptimized("x-sluice-conversation");

  private static final CharSequence STRICT = HttpHeaders.createOptimized("x-sluice-strict");

  private static final Map<String, Strategy> STRATEGIES = byId(Strategy.values(), Strategy::id);
  private static final Map<String, Task> TASKS = byId(Task.values(), Task::id);
  private static final Map<String, Quality> QUALITIES = byId(Quality.values(), Quality::id);

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,12})?");
  private static final int NANOS = 9;
  private static final int SHOWN = 100;

  private RoutingHeaders() {}

  /** The client's own key of the conversation, null when it gave none. */
  static @Nullable String conversation(MultiMap headers) {
    String key = headers.get(CONVERSATION);
    if (key != null && key.isBlank()) {
      throw bad(CONVERSATION, "must not be empty: give the conversation's key");
    }
    return key;
  }

  /** Whether nothing of the request may be left out on its way, null when that is not said. */
  static @Nullable Boolean strict(MultiMap headers) {
    return headers.contains(STRICT) ? (Boolean) flag(headers, STRICT) : null;
  }

  /** The client's wishes; headers go before the body's metadata. */
  static Wishes wishes(MultiMap headers, ChatProfile profile) {
    Strategy strategy = oneOf(headers, STRATEGY, STRATEGIES);
    Preference preference = preference(headers);
    Constraints constraints = constraints(headers);
    Task task = oneOf(headers, TASK, TASKS);
    Quality quality = oneOf(headers, QUALITY, QUALITIES);
    boolean explain = flag(headers, Headers.EXPLAIN);
    Wishes wishes =
        new Wishes(
            strategy,
            preference,
            constraints,
            task == null ? profile.task() : task,
            quality == null ? profile.quality() : quality,
            explain);
    return wishes.equals(Wishes.NONE) ? Wishes.NONE : wishes;
  }

  private static @Nullable Preference preference(MultiMap headers) {
    String text = headers.get(PREFER);
    if (text == null) {
      return null;
    }
    try {
      return Presets.parse(text);
    } catch (IllegalArgumentException e) {
      throw bad(PREFER, "is not understood: " + e.getMessage());
    }
  }

  private static @Nullable Constraints constraints(MultiMap headers) {
    String price = headers.get(MAX_PRICE);
    String firstToken = headers.get(MAX_TTFT);
    String success = headers.get(MIN_SUCCESS);
    String quality = headers.get(MIN_QUALITY);
    String region = headers.get(REGION);
    if (price == null
        && firstToken == null
        && success == null
        && quality == null
        && region == null) {
      return null;
    }
    return new Constraints(
        price == null ? 0 : nanoDollars(price),
        firstToken == null ? 0 : millis(firstToken),
        success == null ? 0 : share(MIN_SUCCESS, success),
        quality == null ? 0 : share(MIN_QUALITY, quality),
        region == null ? Set.of() : regions(region));
  }

  private static long nanoDollars(String text) {
    BigDecimal dollars = decimal(text);
    if (dollars == null || dollars.signum() == 0) {
      throw bad(MAX_PRICE, "must be dollars above 0 for the request, such as 0.002");
    }
    return dollars.movePointRight(NANOS).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  private static long millis(String text) {
    BigDecimal millis = decimal(text);
    if (millis == null || millis.signum() == 0 || millis.stripTrailingZeros().scale() > 0) {
      throw bad(MAX_TTFT, "must be whole milliseconds of at least 1, such as 800");
    }
    return millis.longValueExact();
  }

  private static double share(CharSequence header, String text) {
    BigDecimal share = decimal(text);
    if (share == null || share.compareTo(BigDecimal.ONE) > 0) {
      throw bad(header, "must be a number from 0 to 1, such as 0.95");
    }
    return share.doubleValue();
  }

  private static @Nullable BigDecimal decimal(String text) {
    String bare = text.strip();
    return DECIMAL.matcher(bare).matches() ? new BigDecimal(bare) : null;
  }

  private static Set<String> regions(String text) {
    Set<String> regions = new TreeSet<>();
    for (String region : text.split(",", -1)) {
      if (region.isBlank()) {
        throw bad(REGION, "must be one region or several with commas between, such as eu,us");
      }
      regions.add(region.strip());
    }
    return regions;
  }

  private static boolean flag(MultiMap headers, CharSequence header) {
    String text = headers.get(header);
    if (text == null || text.strip().equalsIgnoreCase("false")) {
      return false;
    }
    if (!text.strip().equalsIgnoreCase("true")) {
      throw bad(header, "must be true or false");
    }
    return true;
  }

  private static <T> @Nullable T oneOf(
      MultiMap headers, CharSequence header, Map<String, T> known) {
    String text = headers.get(header);
    if (text == null) {
      return null;
    }
    T found = known.get(text.strip());
    if (found == null) {
      throw bad(
          header,
          "is not known (" + shown(text) + "): give one of " + String.join(", ", known.keySet()));
    }
    return found;
  }

  private static String shown(String text) {
    return "'" + text.substring(0, Math.min(SHOWN, text.length())) + "'";
  }

  private static FailureException bad(CharSequence header, String what) {
    return new FailureException(
        new Failure.BadRequest(
            "The header " + header + " " + what + ".", header.toString(), "invalid_value"));
  }

  private static <T> Map<String, T> byId(T[] values, Function<T, String> id) {
    Map<String, T> known = new LinkedHashMap<>();
    for (T value : values) {
      known.put(id.apply(value), value);
    }
    return known;
  }
}
