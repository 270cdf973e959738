package dev.sluice.config.load;

import dev.sluice.config.AzureConfig;
import dev.sluice.config.EntraConfig;
import dev.sluice.config.Secret;
import dev.sluice.model.Api;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes what is Azure's own of a provider. */
final class AzureSettings {
  private static final String API_RULE =
      "must be chat, responses or both; v1 and deployments stand under form";
  private static final List<String> NEEDED = List.of("tenant", "client", "secret");

  private AzureSettings() {}

  /** Whether a deployment is named in the path. */
  static boolean deployments(Section section) {
    return section.value("form", AzureSettings::form, "must be v1 or deployments", false);
  }

  /** How chats are asked for. */
  static Api api(Section section) {
    return section.value("api", AzureSettings::named, API_RULE, Api.CHAT);
  }

  private static @Nullable Api named(String text) {
    return Arrays.stream(Api.values())
        .filter(api -> api.id().equals(text))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Boolean form(String text) {
    return switch (text) {
      case "v1" -> Boolean.FALSE;
      case "deployments" -> Boolean.TRUE;
      default -> null;
    };
  }

  /** Whether a part of the credentials is named but empty, so that there are none. */
  static boolean unset(Section entra) {
    return NEEDED.stream().anyMatch(key -> entra.given(key) && entra.text(key) == null);
  }

  /** By whom tokens are given out, null when that is not said or is told to be wrong. */
  static @Nullable EntraConfig entra(Section entra) {
    URI authority = Values.url(entra, "authority");
    String scope = entra.text("scope", EntraConfig.SCOPE);
    String tenant = entra.text("tenant");
    String client = entra.text("client");
    String secret = entra.text("secret");
    if (entra.keys().isEmpty() || unset(entra)) {
      entra.rejectUnknown();
      return null;
    }
    for (String key : NEEDED) {
      if (!entra.given(key)) {
        entra.problem(key, "must be given");
      }
    }
    if (tenant == null || client == null || secret == null) {
      entra.rejectUnknown();
      return null;
    }
    return entra.build(() ->
        new EntraConfig(
            authority == null ? EntraConfig.PUBLIC : authority,
            tenant,
            client,
            new Secret(secret),
            scope));
  }

  /** Writes what is Azure's own, the secret masked. */
  static void print(YamlWriter yaml, AzureConfig config) {
    yaml.put("form", config.deployments() ? "deployments" : "v1");
    yaml.put("api", config.api().id());
    yaml.put("api_version", config.version());
    EntraConfig entra = config.entra();
    if (entra != null) {
      yaml.section(
          "entra",
          () -> {
            yaml.put("authority", entra.authority().toString());
            yaml.put("tenant", entra.tenant());
            yaml.put("client", entra.client());
            yaml.put("secret", entra.secret().toString());
            yaml.put("scope", entra.scope());
          });
    }
  }
}
