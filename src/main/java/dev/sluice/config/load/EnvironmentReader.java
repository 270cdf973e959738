package dev.sluice.config.load;

import static dev.sluice.config.load.EnvironmentFamily.UNNUMBERED;

import dev.sluice.config.BreakerConfig;
import dev.sluice.config.FailoverConfig;
import dev.sluice.config.ServerConfig;
import dev.sluice.config.Units;
import dev.sluice.config.load.EnvironmentFamily.Member;
import dev.sluice.model.Model;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads providers, models and general settings from variables. */
final class EnvironmentReader {
  static final String FALLBACK_ENABLED = "OPENAI_FALLBACK_ENABLED";
  static final String MAX_RETRIES = "OPENAI_MAX_RETRIES";
  static final String BACKOFF_MS = "OPENAI_BACKOFF_MS";
  static final String CIRCUIT_BREAKER = "OPENAI_CIRCUIT_BREAKER";
  static final String PORT = "PORT";
  static final String HOST = "HOST";

  /** The model that serves every name, made when no name is given. */
  static final String ANY = "*";

  private final Variables variables;
  private final SortedMap<Integer, Set<Member>> family;

  EnvironmentReader(Map<String, String> all, Problems problems) {
    this.variables = new Variables(all, problems);
    this.family = EnvironmentFamily.read(all, variables);
  }

  /** Providers in the order of their numbers, the one without a number first. */
  List<EnvironmentProvider> providers() {
    boolean named = !names().isEmpty();
    List<EnvironmentProvider> providers = new ArrayList<>();
    for (Map.Entry<Integer, Set<Member>> each : family.entrySet()) {
      int number = each.getKey();
      if (isProvider(number, each.getValue())) {
        EnvironmentProvider provider = EnvironmentProvider.read(number, !named, variables);
        if (provider != null) {
          providers.add(provider);
        }
      } else if (number != UNNUMBERED) {
        variables.problem(
            each.getValue().iterator().next().variable(number),
            "belongs to no provider: neither %s nor %s is set"
                .formatted(Member.API_KEY.variable(number), Member.BASE_URL.variable(number)));
      }
    }
    return providers;
  }

  /** Models served by the providers: those named, else the one for every name. */
  List<Model> models(List<EnvironmentProvider> providers) {
    if (providers.isEmpty()) {
      return List.of();
    }
    List<String> names = names();
    return (names.isEmpty() ? List.of(ANY) : names)
        .stream()
            .map(name -> new Model(name, Strategy.WEIGHTED, targets(name, providers)))
            .toList();
  }

  /** The settings with every variable that is set in place of what they say. */
  General over(General settings, int providers) {
    General next = settings;
    ServerConfig server = server(settings.server());
    FailoverConfig failover = failover(settings.failover(), providers);
    BreakerConfig breaker = breaker(settings.breaker());
    next = server == null ? next : next.with(server);
    next = failover == null ? next : next.with(failover);
    return breaker == null ? next : next.with(breaker);
  }

  /** Names that clients may ask for, in the order given. */
  List<String> names() {
    String variable = Member.MODEL.variable(UNNUMBERED);
    String text = variables.text(variable);
    List<String> names =
        text == null
            ? List.of()
            : Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    if (!names.stream().allMatch(ModelsReader::isName)) {
      variables.problem(variable, "must be one model's name, or several with commas between them");
    }
    return names;
  }

  private static List<Target> targets(String model, List<EnvironmentProvider> providers) {
    return providers.stream().map(provider -> provider.target(model)).toList();
  }

  /** An address without a key is a provider, unless numbered keys use it as their address. */
  private boolean isProvider(int number, Set<Member> given) {
    return given.contains(Member.API_KEY)
        || (given.contains(Member.BASE_URL) && (number != UNNUMBERED || !isAddressOfOthers()));
  }

  private boolean isAddressOfOthers() {
    return family.entrySet().stream()
        .filter(each -> each.getKey() != UNNUMBERED)
        .map(Map.Entry::getValue)
        .anyMatch(given -> given.contains(Member.API_KEY) && !given.contains(Member.BASE_URL));
  }

  private @Nullable ServerConfig server(ServerConfig now) {
    int port = variables.value(PORT, Values::whole, Values.WHOLE_RULE, now.port());
    String host = variables.text(HOST);
    return variables.build(
        () ->
            new ServerConfig(
                host == null ? now.host() : host,
                port,
                now.pathPrefix(),
                now.cors(),
                now.tls(),
                now.transport(),
                now.lanes(),
                now.drain(),
                now.notice()),
        key -> key.equals("port") ? PORT : HOST);
  }

  /** More retries than the settings' come with as many attempts as they need at every provider. */
  private @Nullable FailoverConfig failover(FailoverConfig now, int providers) {
    int retries = variables.value(MAX_RETRIES, Values::whole, Values.WHOLE_RULE, now.retries());
    long needed = (retries + 1L) * Math.max(1, providers);
    int attempts =
        variables.text(MAX_RETRIES) == null
            ? now.attempts()
            : Math.clamp(needed, now.attempts(), FailoverConfig.MOST_ATTEMPTS);
    Duration backoff =
        variables.value(
            BACKOFF_MS, EnvironmentReader::millis, "must be milliseconds", now.backoff());
    return variables.build(
        () ->
            new FailoverConfig(
                variables.value(
                    FALLBACK_ENABLED, EnvironmentReader::isOn, Values.SWITCH_RULE, now.enabled()),
                attempts,
                retries,
                backoff,
                backoff.compareTo(now.backoffMax()) > 0 ? backoff : now.backoffMax(),
                now.deadline(),
                now.retryShare(),
                now.retryFloor()),
        key -> key.startsWith("backoff") ? BACKOFF_MS : MAX_RETRIES);
  }

  private @Nullable BreakerConfig breaker(BreakerConfig now) {
    String text = variables.text(CIRCUIT_BREAKER);
    Integer failures = text == null ? null : Values.whole(text);
    boolean enabled =
        failures != null
            || variables.value(
                CIRCUIT_BREAKER,
                EnvironmentReader::isOn,
                "must be true, false or a number of failures",
                now.enabled());
    return variables.build(
        () ->
            new BreakerConfig(
                enabled && (failures == null || failures != 0),
                failures == null || failures == 0 ? now.failures() : failures,
                now.errorRate(),
                now.minimum(),
                now.window(),
                now.reset(),
                now.probes()),
        _ -> CIRCUIT_BREAKER);
  }

  private static @Nullable Duration millis(String text) {
    Integer millis = Values.whole(text);
    return millis == null ? Units.duration(text) : Duration.ofMillis(millis);
  }

  /** Shells spell a switch in more ways than YAML does. */
  private static @Nullable Boolean isOn(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> Boolean.TRUE;
      case "false", "0", "no", "off" -> Boolean.FALSE;
      default -> null;
    };
  }
}
