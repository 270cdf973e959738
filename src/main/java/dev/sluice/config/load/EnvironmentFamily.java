package dev.sluice.config.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code OPENAI_…} variables by their number: which there are, and which are misspelt. */
final class EnvironmentFamily {
  static final String PREFIX = "OPENAI_";

  /** Stands for the variables without a number. */
  static final int UNNUMBERED = -1;

  /** What one provider's variables are called, without prefix and number. */
  enum Member {
    API_KEY,
    BASE_URL,
    MODEL,
    PRIORITY,
    WEIGHT,
    MAX_RPS,
    TIMEOUT,
    ORG_ID,
    PROJECT_ID;

    /** The whole name, for example {@code OPENAI_API_KEY_2}. */
    String variable(int number) {
      return PREFIX + name() + (number == UNNUMBERED ? "" : "_" + number);
    }
  }

  private static final Pattern NUMBERED = Pattern.compile("OPENAI_(\\w+?)_(0|[1-9]\\d{0,3})");
  private static final Set<String> MEMBERS = membersByName();
  private static final Set<String> GENERAL =
      Set.of(
          EnvironmentReader.FALLBACK_ENABLED,
          EnvironmentReader.MAX_RETRIES,
          EnvironmentReader.BACKOFF_MS,
          EnvironmentReader.CIRCUIT_BREAKER);

  // Variables of OpenAI's own libraries: they stand in many environments and are not read here.
  private static final List<String> FOREIGN =
      List.of(
          "OPENAI_ORGANIZATION",
          "OPENAI_PROJECT",
          "OPENAI_API_BASE",
          "OPENAI_API_TYPE",
          "OPENAI_API_VERSION",
          "OPENAI_LOG",
          "OPENAI_WEBHOOK_SECRET");
  private static final int MOST_SLIPS = 2;

  private EnvironmentFamily() {}

  /** Whether any provider can be made of the variables. */
  static boolean hasProvider(Map<String, String> variables) {
    return variables.entrySet().stream()
        .filter(variable -> !variable.getValue().isBlank())
        .map(variable -> memberOf(variable.getKey()))
        .anyMatch(member -> member == Member.API_KEY || member == Member.BASE_URL);
  }

  /** The numbers that occur, with the variables that have a value. Tells misspelt names. */
  static SortedMap<Integer, Set<Member>> read(Map<String, String> all, Variables variables) {
    SortedMap<Integer, Set<Member>> family = new TreeMap<>();
    for (String name : new TreeSet<>(all.keySet())) {
      if (!name.startsWith(PREFIX) || variables.text(name) == null) {
        continue;
      }
      Member member = memberOf(name);
      if (member == null) {
        tellMisspelt(name, variables);
      } else {
        Set<Member> given = family.computeIfAbsent(numberOf(name), _ -> new TreeSet<>());
        given.add(member);
      }
    }
    return family;
  }

  private static @Nullable Member memberOf(String name) {
    if (!name.startsWith(PREFIX)) {
      return null;
    }
    Matcher numbered = NUMBERED.matcher(name);
    String word = numbered.matches() ? numbered.group(1) : name.substring(PREFIX.length());
    return MEMBERS.contains(word) ? Member.valueOf(word) : null;
  }

  private static int numberOf(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    return numbered.matches() ? Integer.parseInt(numbered.group(2)) : UNNUMBERED;
  }

  private static void tellMisspelt(String name, Variables variables) {
    Matcher numbered = NUMBERED.matcher(name);
    if (numbered.matches()) {
      String near = Suggestion.nearest(numbered.group(1), MEMBERS);
      variables.problem(
          name,
          near == null
              ? "unknown; a provider's variables are " + String.join(", ", MEMBERS)
              : "unknown; did you mean \"%s%s_%s\"?".formatted(PREFIX, near, numbered.group(2)));
      return;
    }
    if (GENERAL.contains(name) || FOREIGN.contains(name)) {
      return;
    }
    Set<String> known = new TreeSet<>(GENERAL);
    MEMBERS.forEach(member -> known.add(PREFIX + member));
    String near = Suggestion.nearest(name, known);
    if (near != null && Suggestion.slips(name.toUpperCase(Locale.ROOT), near) <= MOST_SLIPS) {
      variables.problem(name, "unknown; did you mean \"%s\"?".formatted(near));
    }
  }

  private static Set<String> membersByName() {
    Set<String> names = new TreeSet<>();
    for (Member member : Member.values()) {
      names.add(member.name());
    }
    return names;
  }
}
