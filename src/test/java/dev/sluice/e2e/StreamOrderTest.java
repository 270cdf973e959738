package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import dev.sluice.e2e.MessageOrder.Block;
import dev.sluice.e2e.MessageOrder.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All streams of which we have examples, good and bad, played to clients of named events. */
final class StreamOrderTest {
  private static final String RESPONSE = "{\"model\":\"chat\",\"input\":\"Hello\",\"stream\":true}";

  /** Reasons after which a call may be incomplete. */
  private static final Set<String> CUT =
      Set.of("max_tokens", "model_context_window_exceeded", "refusal");

  static Stream<Arguments> toMessages() {
    return examples(EnumSet.complementOf(EnumSet.of(ExampleProvider.MESSAGES)));
  }

  static Stream<Arguments> toResponses() {
    return examples(EnumSet.complementOf(EnumSet.of(ExampleProvider.RESPONSES)));
  }

  static Stream<Arguments> ofResponses() {
    return examples(EnumSet.of(ExampleProvider.RESPONSES));
  }

  private static Stream<Arguments> examples(Set<ExampleProvider> speakers) {
    return speakers.stream()
        .flatMap(speaker -> speaker.examples().map(file -> Arguments.of(speaker, file)));
  }

  private static Answer played(ExampleProvider speaker, Path example, String path, String ask)
      throws IOException {
    String events = Files.readString(example);
    try (ScriptedProvider provider = new ScriptedProvider(MessagesScripts.streams(events));
        RunningGateway gateway = new RunningGateway(speaker.behind(provider))) {
      return MessagesScripts.at(path, gateway, ask);
    }
  }

  /** Whether a stream began; one that failed before is an ordinary error. */
  private static boolean began(Answer answer) {
    boolean stream = answer.status() == 200;
    assertThat(answer.header("content-type"))
        .startsWith(stream ? "text/event-stream" : "application/json");
    if (!stream) {
      assertThat(answer.status()).isBetween(400, 599);
      assertThat(answer.error("message")).isNotEmpty();
    }
    return stream;
  }

  @ParameterizedTest
  @MethodSource("toMessages")
  @Keeps({"AN-3", "AN-4", "AN-5", "AN-6", "AN-7", "AN-8"})
  void aStreamOfMessagesIsInOrder(ExampleProvider speaker, Path example) throws IOException {
    Answer answer = played(speaker, example, MessagesScripts.PATH, MessagesScripts.STREAM);
    if (began(answer)) {
      Message message = MessageOrder.of(answer.body());
      assertThat(message.blocks()).allMatch(block -> block.signatures() <= 1);
      if (message.reason() != null && !CUT.contains(message.reason())) {
        assertThat(message.blocks())
            .filteredOn(block -> block.type().equals("tool_use"))
            .allMatch(StreamOrderTest::whole);
      }
    }
  }

  private static boolean whole(Block call) {
    return call.said().isEmpty() || Answer.json(call.said()).isObject();
  }

  @ParameterizedTest
  @MethodSource("toResponses")
  @Keeps({"RS-1", "RS-2", "RS-3", "RS-4"})
  void aStreamOfAResponseIsInOrder(ExampleProvider speaker, Path example) throws IOException {
    Answer answer = played(speaker, example, "/v1/responses", RESPONSE);
    if (began(answer)) {
      JsonNode response = ResponseOrder.of(answer.body());
      assertThat(response.path("model").asText()).isEqualTo("chat");
      assertThat(response.path("id").asText()).startsWith("resp_");
    }
  }

  @ParameterizedTest
  @MethodSource("ofResponses")
  @Keeps({"RS-1", "RS-3", "RS-4"})
  void aStreamOfItsOwnDialectIsNamedNumberedAndEnded(ExampleProvider speaker, Path example)
      throws IOException {
    Answer answer = played(speaker, example, "/v1/responses", RESPONSE);
    if (began(answer)) {
      assertThat(ResponseOrder.numbered(answer.body())).hasSizeGreaterThan(1);
    }
  }
}
