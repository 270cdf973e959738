package dev.sluice.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.config.AwsCredentials;
import dev.sluice.config.Secret;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are lent for a time. */
final class LentKeysTest {
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

  private final List<Promise<Loan>> asked = new ArrayList<>();
  private Instant now = BEGIN;
  private final LentKeys keys =
      new LentKeys(
          "aws",
          () -> {
            Promise<Loan> promise = Promise.promise();
            asked.add(promise);
            return promise.future();
          },
          loan -> new Signer(loan.credentials(), "eu-central-1", "bedrock"),
          () -> now);

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private void lend(String id, Duration life) {
    AwsCredentials lent =
        new AwsCredentials(new Secret(id), new Secret("secret"), new Secret("token"));
    asked.getLast().complete(new Loan(lent, now.plus(life)));
  }

  /** Who signs: the name of the key, empty while nobody knows. */
  @CanIgnoreReturnValue
  private String signer() {
    return named(keys.signer());
  }

  @CanIgnoreReturnValue
  private static String named(Future<Signer> signer) {
    if (!signer.succeeded()) {
      return "";
    }
    Map<String, String> headers =
        signer.result().sign(URI.create("https://h/model/m/invoke"), Buffer.buffer(), BEGIN);
    return headers.getOrDefault("authorization", "").replaceAll(".*Credential=([^/]*)/.*", "$1");
  }

  @Test
  void requestsThatComeWhileKeysAreAskedForShareThem() {
    Future<Signer> one = keys.signer();
    Future<Signer> other = keys.signer();
    lend("A", Duration.ofHours(6));
    assertThat(asked).hasSize(1);
    assertThat(named(one)).isEqualTo("A");
    assertThat(named(other)).isEqualTo("A");
  }

  @Test
  void keysAreRenewedBeforeTheirEndWhileRequestsGoOn() {
    assertThat(signer()).isEmpty();
    lend("A", Duration.ofHours(1));
    pass(Duration.ofHours(1).minus(LentKeys.AHEAD).minusSeconds(1));
    assertThat(signer()).isEqualTo("A");
    assertThat(asked).hasSize(1);
    pass(Duration.ofSeconds(1));
    assertThat(signer()).isEqualTo("A");
    assertThat(signer()).isEqualTo("A");
    assertThat(asked).hasSize(2);
    lend("B", Duration.ofHours(1));
    assertThat(signer()).isEqualTo("B");
    assertThat(asked).hasSize(2);
  }

  @Test
  void keysThatWereNotRenewedYetAreNotAskedForByEveryRequest() {
    signer();
    lend("A", Duration.ofMinutes(3));
    for (int i = 0; i < 10; i++) {
      assertThat(signer()).isEqualTo("A");
    }
    assertThat(asked).hasSize(1);
    pass(LentKeys.PAUSE);
    assertThat(signer()).isEqualTo("A");
    assertThat(asked).hasSize(2);
  }

  @Test
  void keysThatEndedServeNobody() {
    signer();
    lend("A", Duration.ofHours(1));
    pass(Duration.ofHours(1));
    assertThat(signer()).isEmpty();
    lend("B", Duration.ZERO);
    assertThat(keys.signer().cause()).isInstanceOf(FailureException.class);
  }

  @Test
  void aLenderThatFailedIsLeftAloneForAWhile() {
    Future<Signer> first = keys.signer();
    asked.getLast().fail(new IllegalStateException("status 500"));
    assertThat(((FailureException) first.cause()).failure())
        .isInstanceOf(Failure.Unauthorised.class);
    assertThat(keys.signer().failed()).isTrue();
    assertThat(asked).hasSize(1);
    pass(LentKeys.PAUSE);
    assertThat(signer()).isEmpty();
    assertThat(asked).hasSize(2);
    lend("A", Duration.ofHours(1));
    assertThat(signer()).isEqualTo("A");
  }

  @Test
  void keysThatAreNotTakenAreAskedForAnew() {
    signer();
    lend("A", Duration.ofHours(1));
    keys.forget();
    assertThat(signer()).isEmpty();
    lend("B", Duration.ofHours(1));
    assertThat(signer()).isEqualTo("B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "<html>",
        "{\"Code\":\"AssumeRoleUnauthorizedAccess\",\"Message\":\"no\"}",
        "{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s3cret\",\"Token\":\"t\"}",
        "{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s3cret\",\"Expiration\":\"soon\"}",
      })
  void whatIsNoLoanIsToldWithoutItsContent(String answer) {
    Throwable wrong = catchThrowable(() -> Loan.read(Buffer.buffer(answer)));
    assertThat(wrong).isInstanceOf(IllegalStateException.class);
    assertThat(wrong.getMessage()).doesNotContain("s3cret");
  }

  @Test
  void aLoanHasAnEnd() {
    Loan loan =
        Loan.read(
            Buffer.buffer(
                "{\"Code\":\"Success\",\"Type\":\"AWS-HMAC\",\"AccessKeyId\":\"A\","
                    + "\"SecretAccessKey\":\"s\",\"Token\":\"t\","
                    + "\"Expiration\":\"2026-01-02T09:04:05Z\"}"));
    assertThat(loan.end()).isEqualTo(BEGIN.plus(Duration.ofHours(6)));
    assertThat(loan.credentials().sessionToken()).isEqualTo(new Secret("t"));
  }
}
