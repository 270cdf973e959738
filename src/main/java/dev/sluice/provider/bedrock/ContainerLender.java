package dev.sluice.provider.bedrock;

import dev.sluice.config.AwsLender;
import dev.sluice.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.regex.Pattern;

/** The agent beside a container, which is asked once. */
final class ContainerLender implements Lender {
  private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7e]{1,16384}");

  private final Vertx vertx;
  private final LocalHttp http;
  private final AwsLender.Container config;

  ContainerLender(Vertx vertx, LocalHttp http, AwsLender.Container config) {
    this.vertx = vertx;
    this.http = http;
    this.config = config;
  }

  @Override
  public Future<Loan> lend() {
    return headers()
        .compose(headers -> http.ask(HttpMethod.GET, config.endpoint(), headers))
        .map(Loan::read);
  }

  private Future<Map<String, String>> headers() {
    String file = config.tokenFile();
    if (file != null) {
      return vertx.fileSystem().readFile(file).map(text -> authorization(text.toString().strip()));
    }
    Secret token = config.token();
    return Future.succeededFuture(token == null ? Map.of() : authorization(token.reveal()));
  }

  private static Map<String, String> authorization(String token) {
    if (!VISIBLE.matcher(token).matches()) {
      throw new IllegalStateException("the file of the container's token holds none");
    }
    return Map.of("authorization", token);
  }
}
