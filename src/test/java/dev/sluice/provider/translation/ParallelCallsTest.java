package dev.sluice.provider.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.model.Dialect;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import dev.sluice.wire.ollama.OllamaDialect;
import dev.sluice.wire.openai.codec.ChatClient;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several answers from a provider that gives one at a time. */
final class ParallelCallsTest {
  private final Lane lane = new Lane();
  private final Calls calls = new Calls();
  private final Adapter adapter =
      lane.adapter(on ->
          new TranslatingAdapter(
              on,
              Dialect.OLLAMA,
              new OllamaDialect(null, 0),
              Map.of(Dialect.OPENAI_CHAT, new ChatClient()),
              new Bounds(1 << 16, 1 << 16, 4, null),
              calls));

  @AfterEach
  void close() {
    lane.close();
  }

  /** A provider whose calls a test answers by hand. */
  private static final class Calls implements Adapter {
    private final List<Call> all = new CopyOnWriteArrayList<>();

    @Override
    public void perform(Attempt attempt, Consumer<Reply> reply) {
      all.add(new Call(attempt, reply));
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  /** One call and its body. */
  private static final class Call implements ReadStream<Buffer> {
    private final Attempt attempt;
    private final Consumer<Reply> reply;
    private @Nullable Handler<Buffer> bytes;
    private @Nullable Handler<Void> end;
    private @Nullable Handler<Throwable> exception;
    private volatile boolean flowing;

    Call(Attempt attempt, Consumer<Reply> reply) {
      this.attempt = attempt;
      this.reply = reply;
    }

    void answers() {
      reply.accept(new Reply.Answered(200, MultiMap.caseInsensitiveMultiMap(), this));
    }

    void fails() {
      reply.accept(new Reply.Failed(new Failure.Unreachable("no")));
    }

    void says(String line) {
      if (bytes != null) {
        bytes.handle(Buffer.buffer(line + "\n"));
      }
    }

    void ends() {
      if (end != null) {
        end.handle(null);
      }
    }

    void breaks() {
      if (exception != null) {
        exception.handle(new IllegalStateException("reset"));
      }
    }

    @Override
    public Call handler(@Nullable Handler<Buffer> handler) {
      bytes = handler;
      return this;
    }

    @Override
    public Call endHandler(@Nullable Handler<Void> handler) {
      end = handler;
      return this;
    }

    @Override
    public Call exceptionHandler(@Nullable Handler<Throwable> handler) {
      exception = handler;
      return this;
    }

    @Override
    public Call pause() {
      flowing = false;
      return this;
    }

    @Override
    public Call resume() {
      flowing = true;
      return this;
    }

    @Override
    public Call fetch(long amount) {
      return resume();
    }
  }

  private static Attempt asked(int n, boolean stream) {
    String body =
        ("{\"model\":\"m\",\"n\":%d,\"stream\":%b,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
            .formatted(n, stream);
    return Attempts.of(body, stream, null);
  }

  private static String said(String text) {
    return "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"%s\"}}"
        .formatted(text);
  }

  private static String done(String text) {
    return ("{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"done\":true,"
            + "\"done_reason\":\"stop\",\"prompt_eval_count\":3,\"eval_count\":2}")
        .formatted(text);
  }

  private Performed begun(Attempt attempt) {
    return lane.perform(adapter, attempt);
  }

  private Performed streaming() {
    Performed performed = begun(asked(2, true));
    lane.run(() -> calls.all.forEach(Call::answers));
    return performed.read();
  }

  private void each(Consumer<Call> action) {
    lane.run(() -> calls.all.forEach(action));
  }

  private void on(int call, Consumer<Call> action) {
    lane.run(() -> action.accept(calls.all.get(call)));
  }

  @Test
  void wholeAnswersAreJoined() {
    Performed performed = begun(asked(3, false));
    assertThat(calls.all).hasSize(3);
    assertThat(calls.all.getFirst().attempt.body().toString()).doesNotContain("\"n\"");
    each(Call::answers);
    performed.read();
    on(2, call -> call.says(done("c")));
    on(0, call -> call.says(done("a")));
    on(1, call -> call.says(done("b")));
    each(Call::ends);
    assertThat(performed.whole())
        .contains("\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\"")
        .contains("\"index\":1,\"message\":{\"role\":\"assistant\",\"content\":\"b\"")
        .contains("\"index\":2,\"message\":{\"role\":\"assistant\",\"content\":\"c\"")
        .contains("\"prompt_tokens\":9,\"completion_tokens\":6");
  }

  @Test
  void streamsAreInterleaved() {
    Performed performed = streaming();
    on(1, call -> call.says(said("b")));
    on(0, call -> call.says(said("a")));
    on(1, call -> call.says(done("B")));
    on(1, Call::ends);
    assertThat(performed.over()).isFalse();
    on(0, call -> call.says(done("A")));
    on(0, Call::ends);
    String out = performed.whole();
    assertThat(out)
        .contains(
            "\"index\":1,\"delta\":{\"content\":\"b\"}",
            "\"index\":0,\"delta\":{\"content\":\"a\"}")
        .contains("\"prompt_tokens\":6,\"completion_tokens\":4")
        .endsWith("data: [DONE]\n\n");
    assertThat(out.indexOf("\"content\":\"b\"")).isLessThan(out.indexOf("\"content\":\"a\""));
    assertThat(out.split("\"finish_reason\":\"stop\"", -1)).hasSize(3);
    assertThat(out.split("\\[DONE\\]", -1)).hasSize(2);
  }

  @Test
  void oneThatDoesNotBeginFailsAll() {
    Performed performed = begun(asked(2, true));
    on(0, Call::answers);
    assertThat(performed.replies()).isEmpty();
    on(1, Call::fails);
    assertThat(performed.failure()).isInstanceOf(Failure.Unreachable.class);
    assertThat(calls.all).allMatch(call -> call.attempt.cancellation().cancelled());
    assertThat(performed.replies()).hasSize(1);
  }

  @Test
  void oneThatSaysAnErrorLaterEndsAllWithIt() {
    Performed performed = streaming();
    on(0, call -> call.says(said("a")));
    on(1, call -> call.says("{\"error\":\"died\"}"));
    assertThat(performed.whole())
        .contains("\"content\":\"a\"", "data: {\"error\":")
        .doesNotContain("[DONE]");
    assertThat(calls.all).allMatch(call -> call.attempt.cancellation().cancelled());
  }

  @Test
  void oneThatIsCutOrBrokenCutsAll() {
    Performed cut = streaming();
    on(0, call -> call.says(said("a")));
    on(0, Call::ends);
    assertThat(cut.broken())
        .isInstanceOfSatisfying(
            FailureException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Cut.class));
    calls.all.clear();
    Performed whole = begun(asked(2, false));
    each(Call::answers);
    whole.read();
    on(1, Call::breaks);
    assertThat(whole.broken()).hasMessage("reset");
  }

  @Test
  void cancellingGivesAllUp() {
    Performed performed = begun(asked(2, true));
    performed.cancel();
    assertThat(performed.failure()).isInstanceOf(Failure.ClientGone.class);
    assertThat(calls.all).allMatch(call -> call.attempt.cancellation().cancelled());
  }

  @Test
  void nothingFlowsWhileNobodyReads() {
    Performed performed = streaming();
    assertThat(calls.all).allMatch(call -> call.flowing);
    performed.pause();
    assertThat(calls.all).noneMatch(call -> call.flowing);
    on(0, call -> call.says(said("late")));
    assertThat(performed.text()).doesNotContain("late");
    performed.fetch(1);
    assertThat(performed.text()).contains("late");
    assertThat(calls.all).noneMatch(call -> call.flowing);
    performed.fetch(1);
    assertThat(calls.all).allMatch(call -> call.flowing);
  }

  @Test
  void moreThanTheBoundIsRefused() {
    assertThat(begun(asked(5, false)).failure())
        .isInstanceOfSatisfying(
            Failure.BadRequest.class,
            refused -> {
              assertThat(refused.param()).isEqualTo("n");
              assertThat(refused.message()).contains("4 are asked for at most");
            });
    assertThat(calls.all).isEmpty();
  }
}
