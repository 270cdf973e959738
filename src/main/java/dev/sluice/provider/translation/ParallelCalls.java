package dev.sluice.provider.translation;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Cancellation;
import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
import dev.sluice.provider.Adapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt made as several calls at once, for a provider that gives one answer at a time. They
 * are given up together, and when one does not begin to answer none is told of.
 */
final class ParallelCalls {
  private static final Failure GIVEN_UP = new Failure.ClientGone("The attempt was given up.");

  private final Adapter connection;
  private final Attempt attempt;
  private final BiFunction<List<Reply.Answered>, Runnable, Reply> join;
  private final List<Cancellation> switches = new ArrayList<>();
  private final List<Reply.@Nullable Answered> answers = new ArrayList<>();
  private @Nullable Consumer<Reply> replyTo;
  private int awaited;

  /**
   * Calls that have not begun.
   *
   * @param number how many
   * @param join makes one reply of all; its second argument gives all calls up
   */
  ParallelCalls(
      Adapter connection,
      Attempt attempt,
      int number,
      BiFunction<List<Reply.Answered>, Runnable, Reply> join,
      Consumer<Reply> replyTo) {
    this.connection = connection;
    this.attempt = attempt;
    this.join = join;
    this.replyTo = replyTo;
    this.awaited = number;
    for (int call = 0; call < number; call++) {
      switches.add(new Cancellation());
      answers.add(null);
    }
  }

  void start() {
    attempt.cancellation().onCancel(this::cancel);
    for (int each = 0; each < switches.size() && replyTo != null; each++) {
      int call = each;
      connection.perform(attempt.under(switches.get(call)), came -> replied(call, came));
    }
  }

  private void replied(int call, Reply came) {
    if (replyTo == null) {
      return;
    }
    switch (came) {
      case Reply.Failed failed -> {
        Consumer<Reply> to = Objects.requireNonNull(replyTo);
        replyTo = null;
        drop();
        to.accept(failed);
      }
      case Reply.Answered answered -> {
        answers.set(call, answered);
        awaited--;
        if (awaited == 0) {
          Consumer<Reply> to = Objects.requireNonNull(replyTo);
          replyTo = null;
          to.accept(join.apply(answers.stream().map(Objects::requireNonNull).toList(), this::drop));
        }
      }
    }
  }

  private void cancel() {
    Consumer<Reply> to = replyTo;
    replyTo = null;
    drop();
    if (to != null) {
      to.accept(new Reply.Failed(GIVEN_UP));
    }
  }

  private void drop() {
    switches.forEach(Cancellation::cancel);
  }
}
