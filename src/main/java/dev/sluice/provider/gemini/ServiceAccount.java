package dev.sluice.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.wire.json.JsonTree;
import dev.sluice.wire.json.MalformedJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An account of Google's for programs, which proves by a signature who asks for a token. */
public final class ServiceAccount {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final String USUAL_URI = "https://oauth2.googleapis.com/token";

  /** Longest time for which Google takes a proof, in seconds. */
  private static final int PROOF = 3600;

  private final String email;
  private final String keyId;
  private final PrivateKey key;
  private final URI tokenUri;

  private ServiceAccount(String email, String keyId, PrivateKey key, URI tokenUri) {
    this.email = email;
    this.keyId = keyId;
    this.key = key;
    this.tokenUri = tokenUri;
  }

  /**
   * Reads the file that Google gives out for the account.
   *
   * @throws IllegalStateException when it cannot be read or is no such file; the message names the
   *     file and holds nothing of its content
   */
  public static ServiceAccount read(Path file) {
    byte[] in;
    try {
      in = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the service account file " + file, e);
    }
    try {
      JsonNode tree = JsonTree.read(in, 0, in.length);
      return new ServiceAccount(
          tree.required("client_email").asText(),
          tree.path("private_key_id").asText(""),
          key(tree.required("private_key").asText()),
          URI.create(tree.path("token_uri").asText(USUAL_URI)));
    } catch (MalformedJson | IllegalArgumentException | GeneralSecurityException e) {
      throw new IllegalStateException(
          file + " is no service account file: it needs client_email and private_key", e);
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    byte[] der = Base64.getDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /** Where tokens are fetched. */
  URI tokenUri() {
    return tokenUri;
  }

  /** The signed proof by which a token is asked for. Takes milliseconds. */
  String proof(Instant now) throws JoseException {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(email);
    claims.setAudience(tokenUri.toString());
    claims.setClaim("scope", SCOPE);
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + PROOF));
    JsonWebSignature signed = new JsonWebSignature();
    signed.setPayload(claims.toJson());
    signed.setKey(key);
    signed.setHeader("typ", "JWT");
    signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    if (!keyId.isEmpty()) {
      signed.setKeyIdHeaderValue(keyId);
    }
    return signed.getCompactSerialization();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ServiceAccount[" + email + "]";
  }
}
