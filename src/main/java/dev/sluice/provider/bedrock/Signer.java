package dev.sluice.provider.bedrock;

import dev.sluice.config.AwsCredentials;
import dev.sluice.config.Secret;
import dev.sluice.wire.Bytes;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests by AWS's Signature Version 4, over content type, host, time and, where there is
 * one, the session's token.
 *
 * <p>AWS's own signer is part of an SDK with ten libraries and request types of its own; what is
 * used of it are four HMACs, which the JDK has.
 */
final class Signer {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String HMAC = "HmacSHA256";
  private static final String SCOPE_END = "aws4_request";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();
  private static final HexFormat ESCAPE = HexFormat.of().withUpperCase();

  private final AwsCredentials credentials;
  private final String region;
  private final String service;

  Signer(AwsCredentials credentials, String region, String service) {
    this.credentials = credentials;
    this.region = region;
    this.service = service;
  }

  /**
   * Headers that sign a {@code POST} of JSON.
   *
   * @param uri its path is encoded as it is sent
   * @param body the exact bytes
   * @param at the moment that the signature tells
   */
  Map<String, String> sign(URI uri, Buffer body, Instant at) {
    String time = TIME.format(at);
    Secret session = credentials.sessionToken();
    String names =
        "content-type;host;x-amz-date" + (session == null ? "" : ";x-amz-security-token");
    String canonical =
        "POST\n"
            + encoded(path(uri))
            + "\n"
            + (uri.getRawQuery() == null ? "" : uri.getRawQuery())
            + "\ncontent-type:application/json\nhost:"
            + host(uri)
            + "\nx-amz-date:"
            + time
            + (session == null ? "" : "\nx-amz-security-token:" + session.reveal())
            + "\n\n"
            + names
            + "\n"
            + hash(body);
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/" + SCOPE_END;
    String said = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hash(Buffer.buffer(canonical));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-amz-date", time);
    if (session != null) {
      headers.put("x-amz-security-token", session.reveal());
    }
    headers.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + credentials.accessKeyId().reveal()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HEX.formatHex(hmac(key(time.substring(0, 8)), said)));
    return headers;
  }

  private static String path(URI uri) {
    return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
  }

  /** The host as the request's header says it. */
  private static String host(URI uri) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    boolean usual = uri.getPort() < 0 || uri.getPort() == (secure ? 443 : 80);
    return usual ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /** The path encoded once more, as every service but S3 wants it. */
  private static String encoded(String path) {
    StringBuilder made = new StringBuilder(path.length() + 8);
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xFF);
      if (Paths.plain(c) || c == '/') {
        made.append(c);
      } else {
        made.append('%').append(ESCAPE.toHexDigits(each));
      }
    }
    return made.toString();
  }

  private byte[] key(String date) {
    byte[] first =
        ("AWS4" + credentials.secretAccessKey().reveal()).getBytes(StandardCharsets.UTF_8);
    return hmac(hmac(hmac(hmac(first, date), region), service), SCOPE_END);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  private static String hash(Buffer body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Bytes bytes = Bytes.of(body);
      digest.update(bytes.array(), bytes.from(), bytes.to() - bytes.from());
      return HEX.formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
