package dev.sluice.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.model.Outcome;
import dev.sluice.model.Usage;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class OutcomeKindTest {
  @TestFactory
  Stream<DynamicTest> carriesTheNameOfEachFailure() {
    return failures()
        .map(failure ->
            DynamicTest.dynamicTest(
                failure.kind(),
                () -> assertThat(OutcomeKind.of(failure).id()).isEqualTo(failure.kind())));
  }

  @Test
  void hasNoNameThatNothingEndsWith() {
    List<String> names = Arrays.stream(OutcomeKind.values()).map(OutcomeKind::id).toList();

    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("completed"), failures().map(Failure::kind)).toList());
  }

  @Test
  void carriesTheNameOfEachOutcome() {
    Failure.ClientGone gone = new Failure.ClientGone("gone");
    Failure.Cut cut = new Failure.Cut("cut");

    assertThat(OutcomeKind.of(new Outcome.Completed(Usage.NONE))).isEqualTo(OutcomeKind.COMPLETED);
    assertThat(OutcomeKind.of(new Outcome.Refused(gone))).isEqualTo(OutcomeKind.CLIENT_GONE);
    assertThat(OutcomeKind.of(new Outcome.Abandoned(gone))).isEqualTo(OutcomeKind.CLIENT_GONE);
    assertThat(cut.kind()).isEqualTo(OutcomeKind.of(cut).id());
  }

  /** One of each: whatever the sealed family permits. */
  private static Stream<Failure> failures() {
    return leaves(Failure.class).map(OutcomeKindTest::sample);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OutcomeKindTest::leaves)
        : Stream.of(type);
  }

  private static Failure sample(Class<?> type) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    Object[] arguments =
        Arrays.stream(constructor.getParameterTypes()).map(OutcomeKindTest::value).toArray();
    try {
      return (Failure) constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object value(Class<?> type) {
    if (type == int.class) {
      return 500;
    }
    if (type == boolean.class) {
      return false;
    }
    return type == Duration.class ? Duration.ofSeconds(1) : "text";
  }
}
