package dev.sluice.provider.bedrock;

import dev.sluice.config.AwsLender;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The metadata service of an EC2 instance: a session is opened, by whose token the role is asked
 * for, and the role's keys.
 */
final class InstanceLender implements Lender {
  private static final String SESSION = "/latest/api/token";
  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
  private static final String TOKEN = "x-aws-ec2-metadata-token";
  private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,128}");
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  /** Of a session that is used at once, in seconds. */
  private static final Map<String, String> LIFETIME =
      Map.of("x-aws-ec2-metadata-token-ttl-seconds", "60");

  private final LocalHttp http;
  private final AwsLender.Instance config;

  InstanceLender(LocalHttp http, AwsLender.Instance config) {
    this.http = http;
    this.config = config;
  }

  @Override
  public Future<Loan> lend() {
    return http.ask(HttpMethod.PUT, at(SESSION), LIFETIME)
        .map(answer -> Map.of(TOKEN, one(answer, VISIBLE, "token")))
        .compose(session ->
            http.ask(HttpMethod.GET, at(ROLES), session)
                .map(answer -> one(answer, ROLE, "role"))
                .compose(role -> http.ask(HttpMethod.GET, at(ROLES + role), session)))
        .map(Loan::read);
  }

  private URI at(String path) {
    return URI.create(config.endpoint() + path);
  }

  /** The first line of an answer. */
  private static String one(Buffer answer, Pattern pattern, String what) {
    String line = answer.toString().strip().lines().findFirst().orElse("");
    if (!pattern.matcher(line).matches()) {
      throw new IllegalStateException("the instance's metadata has no " + what);
    }
    return line;
  }
}
