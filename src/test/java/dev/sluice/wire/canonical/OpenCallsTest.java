package dev.sluice.wire.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.model.FailureException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenCallsTest {
  private static final Part.Text MORE = new Part.Text("And?");

  private final OpenCalls open = new OpenCalls();

  private static Part.ToolCall call(String id) {
    return new Part.ToolCall(id, "tool-" + id, "{}", null);
  }

  private static Part.ToolResult result(String id) {
    return new Part.ToolResult(id, List.of(new Part.Text("said " + id)), false, null);
  }

  @Test
  void resultsComeFirstAndInTheOrderOfTheCalls() {
    open.open(OpenCalls.of(new Message(Role.ASSISTANT, List.of(MORE, call("a"), call("b")))));

    OpenCalls.Answered answered = open.answered(List.of(result("b"), MORE, result("a")));

    assertThat(answered.parts()).containsExactly(result("a"), result("b"), MORE);
    assertThat(answered.results())
        .extracting(OpenCalls.Result::tool)
        .containsExactly("tool-a", "tool-b");
    assertThat(open.isEmpty()).isTrue();
  }

  @Test
  void aCallWithoutResultGetsOneThatFailed() {
    open.open(List.of(call("a")));

    assertThat(open.answered(List.of(MORE)).results())
        .singleElement()
        .matches(made -> made.part().failed() && made.part().callId().equals("a"));
  }

  @Test
  void aResultOfNoCallIsRefused() {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> {
          var _ = open.answered(List.of(result("x")));
        })
        .withMessageContaining("call that was not made: x");
  }
}
