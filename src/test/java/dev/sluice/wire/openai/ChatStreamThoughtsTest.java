package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.DONE;
import static dev.sluice.wire.openai.Wires.UNWANTED;
import static dev.sluice.wire.openai.Wires.choice;
import static dev.sluice.wire.openai.Wires.chunk;
import static dev.sluice.wire.openai.Wires.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

final class ChatStreamThoughtsTest {
  private static final String ROLE = chunk(choice("{\"role\":\"assistant\"}", "null"));
  private static final String STOP = chunk(choice("{}", "\"stop\""));

  private static String thought(String text) {
    return chunk(choice("{\"reasoning\":\"" + text + "\"}", "null"));
  }

  @Test
  void oc18_aThoughtIsToldUnderTheNameThatClientsKnow() {
    String stream = ROLE + thought("h\\u00e4") + thought("mm") + STOP;

    assertThat(run(UNWANTED, stream).out())
        .isEqualTo(
            ROLE
                + thought("h\\u00e4\",\"reasoning_content\":\"h\\u00e4")
                + thought("mm\",\"reasoning_content\":\"mm")
                + STOP
                + DONE);
  }

  @Test
  void aThoughtThatHasTheNameAlreadyIsToldOnce() {
    String stream =
        ROLE
            + chunk(choice("{\"reasoning\":\"a\",\"reasoning_content\":\"a\"}", "null"))
            + chunk(choice("{\"reasoning\":\"\",\"content\":\"b\"}", "null"))
            + STOP;

    assertThat(run(UNWANTED, stream).out()).isEqualTo(stream + DONE);
  }

  @Test
  void aThoughtAfterAnEmptyOneIsSeen() {
    assertThat(run(UNWANTED, ROLE + thought("") + thought("a") + thought("") + STOP).out())
        .isEqualTo(
            ROLE
                + thought("")
                + thought("a\",\"reasoning_content\":\"a")
                + thought("")
                + STOP
                + DONE);
  }

  @Test
  void theModelIsReplacedBeforeAndBehindAThought() {
    ChatStream.Options options = new ChatStream.Options("house", false, 1 << 20, "gw-1", 77, 128);
    String behind =
        "data: {\"choices\":["
            + choice("{\"reasoning\":\"a\"}", "null")
            + "],\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":5,"
            + "\"model\":\"up\"}\n\n";

    assertThat(run(options, ROLE + thought("a") + behind + STOP).frames().subList(1, 3))
        .allMatch(frame -> frame.contains("\"model\":\"house\""))
        .allMatch(frame -> frame.contains("\"reasoning\":\"a\",\"reasoning_content\":\"a\"}"));
  }

  @Test
  void contentInPartsIsTextAndThought() {
    String parts =
        chunk(
            choice(
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":"
                    + "[{\"type\":\"text\",\"text\":\"hm\"}]}]}",
                "null"));
    String text = chunk(choice("{\"content\":[{\"type\":\"text\",\"text\":\"so\"}]}", "\"stop\""));

    assertThat(run(UNWANTED, ROLE + parts + text).frames())
        .satisfiesExactly(
            _ -> {},
            first -> assertThat(first).contains("{\"reasoning_content\":\"hm\"}"),
            second -> assertThat(second).contains("{\"content\":\"so\"}"));
  }

  @Test
  void oc18_aWholeAnswersThoughtIsToldUnderTheNameThatClientsKnow() {
    String answer =
        "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":5,\"model\":\"m\",\"choices\":"
            + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"so\",\"refusal\":null,"
            + "\"reasoning\":\"hm\"},\"logprobs\":null,\"finish_reason\":\"stop\"}]}";

    assertThat(ChatAnswer.read(Buffer.buffer(answer), null).body())
        .hasToString(answer.replace("\"hm\"", "\"hm\",\"reasoning_content\":\"hm\""));
  }
}
