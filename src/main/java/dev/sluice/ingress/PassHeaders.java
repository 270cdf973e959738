package dev.sluice.ingress;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What goes along of the headers of a request or an answer that passes as it is. */
final class PassHeaders {
  /** Those of one connection, which mean nothing on the next. */
  private static final Set<String> HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** The client's credentials, and what is between it and the gateway. */
  private static final Set<String> CLIENTS =
      Set.of(
          "authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "x-amz-security-token",
          "cookie",
          "openai-organization",
          "openai-project",
          "host",
          "content-length",
          "expect",
          "accept-encoding",
          "origin",
          "referer",
          "forwarded",
          "via",
          "x-request-id",
          "x-real-ip");

  /** What is between the provider and the gateway, or the gateway's own to say. */
  private static final Set<String> PROVIDERS =
      Set.of(
          "set-cookie",
          "openai-organization",
          "openai-project",
          "alt-svc",
          "strict-transport-security",
          "server",
          "via",
          "x-request-id");

  private static final String[] CLIENTS_FAMILIES = {"x-sluice-", "x-forwarded-", "x-stainless-"};

  /** The limits are those of the house's account, which all clients share. */
  private static final String[] PROVIDERS_FAMILIES = {
    "access-control-", "x-sluice-", "cf-", "x-ratelimit-", "anthropic-ratelimit-"
  };

  private PassHeaders() {}

  /** Those of a client's request that go to the provider. */
  static MultiMap asked(MultiMap all) {
    MultiMap passed = HttpHeaders.headers();
    copy(all, passed, CLIENTS, CLIENTS_FAMILIES);
    return passed;
  }

  /** Puts those of a provider's answer that go to the client. */
  static void answered(MultiMap all, MultiMap to) {
    copy(all, to, PROVIDERS, PROVIDERS_FAMILIES);
  }

  private static void copy(MultiMap from, MultiMap to, Set<String> kept, String[] families) {
    Set<String> named = named(from);
    for (Map.Entry<String, String> header : from) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      boolean stays =
          HOP.contains(name) || kept.contains(name) || named.contains(name) || in(families, name);
      if (!stays) {
        to.add(name, header.getValue());
      }
    }
  }

  /** Those that the header {@code connection} makes headers of one connection. */
  private static Set<String> named(MultiMap headers) {
    Set<String> names = new HashSet<>();
    for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
      for (String name : value.split(",", -1)) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static boolean in(String[] families, String name) {
    for (String family : families) {
      if (name.startsWith(family)) {
        return true;
      }
    }
    return false;
  }
}
