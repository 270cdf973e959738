package dev.sluice.config.load;

import dev.sluice.config.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kinds of values and how a section's keys are read as them. */
final class Values {
  static final String WHOLE_RULE = "must be a whole number";
  static final String NUMBER_RULE = "must be a number";
  static final String SWITCH_RULE = "must be true or false";
  static final String URL_RULE = "must be a URL such as https://api.example.com/v1";

  // The cost of ten million tokens at this price still fits a long.
  private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(900);
  private static final String PRICE_RULE =
      "must be US dollars per million tokens, 0 to 900, with at most 9 decimals";
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

  private Values() {}

  static int whole(Section section, String key, int otherwise) {
    return section.value(key, Values::whole, WHOLE_RULE, otherwise);
  }

  static long wholeLong(Section section, String key, long otherwise) {
    return section.value(key, Values::wholeLong, WHOLE_RULE, otherwise);
  }

  static double number(Section section, String key, double otherwise) {
    return section.value(key, Values::number, NUMBER_RULE, otherwise);
  }

  static boolean on(Section section, String key, boolean otherwise) {
    return section.value(key, Values::on, SWITCH_RULE, otherwise);
  }

  static Duration duration(Section section, String key, Duration otherwise) {
    return section.value(key, Units::duration, Units.DURATION_RULE, otherwise);
  }

  static int size(Section section, String key, int otherwise) {
    return section.value(key, Units::size, Units.SIZE_RULE, otherwise);
  }

  /** A price in nano-dollars; null when it is absent, empty or wrong. */
  static @Nullable Long price(Section section, String key) {
    return section.value(key, Values::price, PRICE_RULE);
  }

  /** The constant whose id is given. */
  static <E extends Enum<E>> E choice(
      Section section, String key, Function<E, String> id, E otherwise) {
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    String rule =
        "must be "
            + Arrays.stream(constants).map(id).collect(Collectors.joining(", ", "one of ", ""));
    return section.value(
        key,
        text ->
            Arrays.stream(constants)
                .filter(constant -> id.apply(constant).equals(text))
                .findFirst()
                .orElse(null),
        rule,
        otherwise);
  }

  /** A URL, null when it is absent, empty or wrong. It may hold a credential: it is never shown. */
  static @Nullable URI url(Section section, String key) {
    String text = section.text(key);
    URI url = text == null ? null : url(text);
    if (text != null && url == null) {
      section.problem(key, URL_RULE);
    }
    return url;
  }

  /** The URL without slashes at its end, null when it is none. */
  static @Nullable URI url(String text) {
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      return uri.isOpaque() || uri.getHost() == null ? null : uri;
    } catch (URISyntaxException _) {
      return null;
    }
  }

  static @Nullable Integer whole(String text) {
    Long number = wholeLong(text);
    return number == null || number.intValue() != number ? null : (Integer) number.intValue();
  }

  static @Nullable Long wholeLong(String text) {
    return NUMBER.matcher(text).matches() && text.indexOf('.') < 0 ? Long.valueOf(text) : null;
  }

  static @Nullable Double number(String text) {
    return NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
  }

  static @Nullable Boolean on(String text) {
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable Long price(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return null;
    }
    BigDecimal dollars = new BigDecimal(text);
    if (dollars.signum() < 0
        || dollars.compareTo(MOST_DOLLARS) > 0
        || dollars.stripTrailingZeros().scale() > 9) {
      return null;
    }
    return dollars.movePointRight(9).setScale(0, RoundingMode.UNNECESSARY).longValueExact();
  }
}
