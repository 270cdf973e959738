package dev.sluice.cli.fleet;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers that are meant for the next hop alone, which a proxy does not pass on. */
final class HopHeaders {
  private static final Set<String> ALWAYS =
      Set.of(
          "connection",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HopHeaders() {}

  /** Adds all headers but those for one hop, which {@code connection} may add to. */
  static void pass(MultiMap from, MultiMap to) {
    Set<String> left = new HashSet<>(ALWAYS);
    for (String value : from.getAll("connection")) {
      Arrays.stream(value.split(","))
          .map(name -> name.strip().toLowerCase(Locale.ROOT))
          .forEach(left::add);
    }
    for (Map.Entry<String, String> header : from) {
      if (!left.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }
}
