package dev.sluice.config.load;

import static dev.sluice.config.load.EnvironmentFamily.UNNUMBERED;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.PoolConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.Rules;
import dev.sluice.config.Secret;
import dev.sluice.config.Units;
import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.config.load.EnvironmentFamily.Member;
import dev.sluice.model.Caps;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Timeouts;
import dev.sluice.model.Traits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider of the environment and what its targets are like.
 *
 * @param config the provider
 * @param upstream name of the model there; null to pass on the client's name
 * @param weight share among the targets of the same priority
 * @param priority tier
 * @param maxRps attempts per second, 0 for no cap
 */
record EnvironmentProvider(
    OpenAiConfig config, @Nullable String upstream, int weight, int priority, double maxRps) {
  private static final String OPENAI = "https://api.openai.com/v1";
  private static final String TIMEOUT_RULE = "must be seconds, or a duration such as 90s or 2m";

  /** The provider with this number, null after problems were told. */
  static @Nullable EnvironmentProvider read(int number, boolean discover, Variables variables) {
    URI baseUrl = baseUrl(number, variables);
    String upstream = variables.text(Member.MODEL.variable(number));
    if (number == UNNUMBERED) {
      upstream = null;
    } else if (upstream != null && !isOneName(upstream)) {
      variables.problem(
          Member.MODEL.variable(number),
          "must be one model's name; several names that clients may ask for go to "
              + Member.MODEL.variable(UNNUMBERED));
    }
    int weight = whole(Member.WEIGHT.variable(number), variables);
    int priority = whole(Member.PRIORITY.variable(number), variables);
    double maxRps =
        variables.value(Member.MAX_RPS.variable(number), Values::number, Values.NUMBER_RULE, 0.0);
    String name = upstream;
    return variables.build(
        () -> {
          ModelsReader.rules(weight, priority, maxRps).enforce();
          return baseUrl == null
              ? null
              : new EnvironmentProvider(
                  config(number, baseUrl, discover && name == null, variables),
                  name,
                  weight,
                  priority,
                  maxRps);
        },
        key -> variableOf(key, number));
  }

  /** The provider's target for a model of this name. */
  Target target(String model) {
    String served = upstream == null && model.indexOf('*') < 0 ? model : upstream;
    return new Target(
        TargetId.of(config.name(), served == null ? model : served),
        config.name(),
        config.dialect(),
        served,
        weight,
        priority,
        true,
        maxRps,
        null,
        config.timeouts(),
        false,
        0,
        Traits.NONE,
        Caps.NONE,
        config.api());
  }

  private static OpenAiConfig config(
      int number, URI baseUrl, boolean discover, Variables variables) {
    return new OpenAiConfig(
        new ConnectionConfig(
            number == UNNUMBERED ? "openai" : "openai-" + number,
            true,
            baseUrl,
            keys(variables.text(Member.API_KEY.variable(number))),
            false,
            variables.text(Member.ORG_ID.variable(number)),
            variables.text(Member.PROJECT_ID.variable(number)),
            Map.of(),
            timeouts(number, variables),
            PoolConfig.defaults(),
            null,
            UpstreamTlsConfig.defaults(),
            discover,
            new ProbeConfig.Models(),
            Caps.NONE));
  }

  /** One key, or several with commas. */
  private static List<Secret> keys(@Nullable String text) {
    return text == null ? List.of() : ProvidersReader.keys(text).toList();
  }

  /** A numbered key without an address of its own goes where the others go, and nowhere else. */
  private static @Nullable URI baseUrl(int number, Variables variables) {
    String own = Member.BASE_URL.variable(number);
    String variable = variables.text(own) == null ? Member.BASE_URL.variable(UNNUMBERED) : own;
    String text = variables.text(variable);
    URI url = Values.url(text == null ? OPENAI : text);
    if (url == null) {
      variables.problem(variable, Values.URL_RULE);
    }
    return url;
  }

  private static Timeouts timeouts(int number, Variables variables) {
    Timeouts otherwise = Timeouts.defaults();
    String variable = Member.TIMEOUT.variable(number);
    if (variables.text(variable) == null) {
      return otherwise;
    }
    Duration whole =
        variables.value(variable, EnvironmentProvider::timeout, TIMEOUT_RULE, otherwise.whole());
    new Rules().within("timeout", whole, Duration.ofMillis(1), Duration.ofDays(1)).enforce();
    return otherwise.within(whole);
  }

  private static @Nullable Duration timeout(String text) {
    Double seconds = Values.number(text);
    return seconds == null || seconds > 1e9
        ? Units.duration(text)
        : Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static int whole(String variable, Variables variables) {
    return variables.value(variable, Values::whole, Values.WHOLE_RULE, 1);
  }

  private static boolean isOneName(String name) {
    return ModelsReader.isName(name) && name.indexOf(',') < 0 && name.indexOf('*') < 0;
  }

  private static String variableOf(String key, int number) {
    return switch (key) {
      case "organization" -> Member.ORG_ID.variable(number);
      case "project" -> Member.PROJECT_ID.variable(number);
      default -> Member.valueOf(key.toUpperCase(Locale.ROOT)).variable(number);
    };
  }
}
