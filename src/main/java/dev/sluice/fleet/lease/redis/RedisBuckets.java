package dev.sluice.fleet.lease.redis;

import dev.sluice.config.RedisConfig;
import dev.sluice.fleet.lease.bucket.Claim;
import dev.sluice.fleet.lease.bucket.Grant;
import dev.sluice.fleet.lease.bucket.Holding;
import dev.sluice.fleet.lease.bucket.Rate;
import dev.sluice.fleet.lease.bucket.SharedBuckets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in a Redis server of version 6.2 or later. A question is one script on one key, by the
 * server's own clock; a key goes by itself when nobody asks for it any more.
 */
public final class RedisBuckets implements SharedBuckets {
  private static final Script TOKENS = Script.named("tokens");
  private static final Script PERMITS = Script.named("permits");
  private static final Script OWNERS = Script.named("owners");

  private final Redis redis;
  private final String prefix;

  /** The buckets of a server that is connected to when it is needed. */
  public RedisBuckets(Vertx vertx, RedisConfig config) {
    this(Redis.createClient(vertx, Connecting.options(config)), config.prefix());
  }

  RedisBuckets(Redis redis, String prefix) {
    this.redis = redis;
    this.prefix = prefix;
  }

  @Override
  public CompletionStage<Grant> take(String bucket, Rate rate, long most) {
    return move(bucket, rate, most)
        .map(answer -> new Grant(number(answer, 0), number(answer, 1)))
        .toCompletionStage();
  }

  @Override
  public CompletionStage<?> giveBack(String bucket, Rate rate, long tokens) {
    return move(bucket, rate, -tokens).toCompletionStage();
  }

  private Future<@Nullable Response> move(String bucket, Rate rate, long most) {
    return run(
        TOKENS,
        prefix + "tokens:" + bucket,
        Double.toString(rate.perSecond()),
        Double.toString(rate.burst()),
        Long.toString(most));
  }

  @Override
  public CompletionStage<Holding> hold(String bucket, Claim claim) {
    return run(
            PERMITS,
            prefix + "permits:" + bucket,
            claim.owner(),
            Long.toString(claim.number()),
            Integer.toString(claim.capacity()),
            Integer.toString(claim.least()),
            Integer.toString(claim.wanted()),
            Long.toString(claim.hold().toMillis()))
        .map(answer ->
            new Holding((int) number(answer, 0), number(answer, 1) != 0, (int) number(answer, 2)))
        .toCompletionStage();
  }

  @Override
  public CompletionStage<Integer> present(String owner, Duration hold) {
    return run(OWNERS, prefix + "owners", owner, Long.toString(hold.toMillis()))
        .map(answer -> (Integer) (int) number(answer))
        .toCompletionStage();
  }

  @Override
  public boolean divides() {
    return false;
  }

  /** Closes the connections. */
  public Future<Void> close() {
    return redis.close();
  }

  private Future<@Nullable Response> run(Script script, String key, String... arguments) {
    return redis
        .send(request(Command.EVALSHA, script.digest(), key, arguments))
        .recover(problem ->
            unknown(problem)
                ? redis.send(request(Command.EVAL, script.text(), key, arguments))
                : Future.failedFuture(problem));
  }

  private static long number(@Nullable Response answer, int place) {
    return number(answer == null ? null : answer.get(place));
  }

  private static long number(@Nullable Response answer) {
    Long number = answer == null ? null : answer.toLong();
    if (number == null) {
      throw new IllegalStateException("the script answers with numbers");
    }
    return number;
  }

  private static Request request(Command command, String script, String key, String... arguments) {
    Request request = Request.cmd(command).arg(script).arg(1).arg(key);
    for (String argument : arguments) {
      request.arg(argument);
    }
    return request;
  }

  /** Whether the server has not seen the script since its start. */
  private static boolean unknown(Throwable problem) {
    String message = problem.getMessage();
    return message != null && message.startsWith("NOSCRIPT");
  }
}
