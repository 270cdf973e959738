package dev.sluice.config.load;

import dev.sluice.config.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
  private static final String MONEY_RULE = "must be US dollars, 0 to 900, with at most 9 decimals";
  private static final int LONGEST_REGION = 64;
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
    return section.value(key, Values::dollars, PRICE_RULE);
  }

  /** A sum of dollars in nano-dollars. */
  static long money(Section section, String key, long otherwise) {
    return section.value(key, Values::dollars, MONEY_RULE, otherwise);
  }

  /** Whether it can be the name of a region. */
  static boolean isRegion(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_REGION
        && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }

  /** The constant whose id is given. */
  static <E extends Enum<E>> E choice(
      Section section, String key, Function<E, String> id, E otherwise) {
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    return section.value(key, text -> withId(constants, id, text), rule(constants, id), otherwise);
  }

  /** The constants whose ids are given; each id that is none is told. */
  static <E extends Enum<E>> Set<E> choices(
      Section section, String key, E[] constants, Function<E, String> id) {
    Set<E> chosen = new LinkedHashSet<>();
    List<String> ids = Arrays.stream(constants).map(id).toList();
    for (Item item : section.items(key)) {
      E constant = withId(constants, id, item.text());
      if (constant == null) {
        item.problem(rule(constants, id) + Suggestion.phrase(item.raw(), ids));
      } else {
        chosen.add(constant);
      }
    }
    return chosen;
  }

  private static <E extends Enum<E>> @Nullable E withId(
      E[] constants, Function<E, String> id, String text) {
    for (E constant : constants) {
      if (id.apply(constant).equals(text)) {
        return constant;
      }
    }
    return null;
  }

  private static <E extends Enum<E>> String rule(E[] constants, Function<E, String> id) {
    return Arrays.stream(constants)
        .map(id)
        .collect(Collectors.joining(", ", "must be one of ", ""));
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

  private static @Nullable Long dollars(String text) {
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
