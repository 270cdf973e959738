package dev.sluice.ingress;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A path as Azure's clients write it: {@code /openai/deployments/NAME/chat/completions}, {@code
 * /openai/v1/chat/completions} or {@code /openai/models}.
 *
 * @param path the same as all other clients write it, with the gateway's prefix
 * @param deployment the deployment that is named, null for none
 */
record AzurePath(String path, @Nullable String deployment) {
  private static final String ROOT = "/openai/";
  private static final String VERSION = "v1/";
  private static final String DEPLOYMENTS = "deployments/";

  /** The path as it was understood, null when it is not Azure's. */
  static @Nullable AzurePath of(@Nullable String path, String prefix) {
    if (path == null || !path.startsWith(ROOT, prefix.length()) || !path.startsWith(prefix)) {
      return null;
    }
    String rest = path.substring(prefix.length() + ROOT.length());
    if (rest.startsWith(VERSION)) {
      return new AzurePath(prefix + '/' + rest, null);
    }
    if (!rest.startsWith(DEPLOYMENTS)) {
      return new AzurePath(prefix + "/v1/" + rest, null);
    }
    int end = rest.indexOf('/', DEPLOYMENTS.length());
    String name = end < 0 ? "" : decoded(rest.substring(DEPLOYMENTS.length(), end));
    return name.isBlank() ? null : new AzurePath(prefix + "/v1" + rest.substring(end), name);
  }

  /** The name, empty when it is not encoded as it should be. */
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
