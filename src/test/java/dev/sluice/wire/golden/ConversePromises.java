package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Usage;
import dev.sluice.wire.bedrock.BedrockDialect;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Carried;
import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.canonical.Upstream;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the Converse API insists on holds for any conversation; any stream is read as it was. */
final class ConversePromises {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String STOP = "{\"contentBlockStop\":{\"contentBlockIndex\":0}}\n";
  private static final String META =
      "{\"metadata\":{\"usage\":{\"inputTokens\":3,\"outputTokens\":2,"
          + "\"cacheReadInputTokens\":1}}}\n";
  private static final List<String> MODELS =
      List.of(
          "anthropic.claude-3-7-sonnet-20250219-v1:0",
          "amazon.nova-pro-v1:0",
          "mistral.mistral-large-2407-v1:0",
          "meta.llama3-1-70b-instruct-v1:0",
          "amazon.titan-text-premier-v1:0",
          "nobody.knows");

  @Property
  void aRequestIsOneThatTheApiTakes(@ForAll long seed) throws JsonProcessingException {
    Samples some = new Samples(seed);
    String model = MODELS.get(some.below(MODELS.size()));
    JsonNode body = JSON.readTree(carried(request(conversation(some)), model).body().toString());
    String expected = "user";
    Set<String> open = new TreeSet<>();
    for (JsonNode message : body.get("messages")) {
      assertThat(message.get("role").asText()).isEqualTo(expected);
      expected = expected.equals("user") ? "assistant" : "user";
      assertThat(message.get("content")).isNotEmpty();
      Set<String> answered = new TreeSet<>();
      Set<String> called = new TreeSet<>();
      for (JsonNode block : message.get("content")) {
        assertThat(block.path("text").asText("x")).isNotBlank();
        if (block.has("toolUse")) {
          assertThat(block.at("/toolUse/name").asText()).matches("[a-zA-Z0-9_-]{1,64}");
          called.add(id(block.at("/toolUse/toolUseId").asText(), model));
        } else if (block.has("toolResult")) {
          answered.add(id(block.at("/toolResult/toolUseId").asText(), model));
          assertThat(block.at("/toolResult/content")).isNotEmpty();
        }
      }
      assertThat(answered).isEqualTo(open);
      open = called;
    }
    assertThat(open).isEmpty();
    assertThat(body.has("system") && model.contains("titan")).isFalse();
  }

  private static String id(String id, String model) {
    assertThat(id).matches(model.contains("mistral") ? "[a-zA-Z0-9]{9}" : "[a-zA-Z0-9_-]{1,64}");
    return id;
  }

  @Property
  void aStreamIsReadAsItWas(@ForAll long seed) {
    Samples some = new Samples(seed);
    List<StreamEvent> events = new ArrayList<>();
    Buffer frames = frames(some, events);
    List<StreamEvent> read = new ArrayList<>();
    Carried sent =
        carried(request(List.of(new Message(Role.USER, List.of(new Part.Text("?"))))), "m");
    StreamReader reader = sent.stream(1 << 20, read::add);
    for (int from = 0; from < frames.length(); ) {
      int to = Math.min(frames.length(), from + 1 + some.below(200));
      reader.feed(frames.getBuffer(from, to));
      from = to;
    }
    reader.end();
    assertThat(read).isEqualTo(events);
  }

  private static Buffer frames(Samples some, List<StreamEvent> events) {
    StringBuilder lines = new StringBuilder("{\"messageStart\":{\"role\":\"assistant\"}}\n");
    events.add(new StreamEvent.Start("", "m", 0, null));
    int calls = 0;
    for (int block = 0; block < some.below(5); block++) {
      switch (some.below(3)) {
        case 0 -> text(block, some.text(), lines, events);
        case 1 -> thought(block, some.text(), lines, events);
        default -> call(block, calls++, some, lines, events);
      }
      events.add(new StreamEvent.BlockEnd(0));
      if (some.chance()) {
        lines.append(STOP);
      }
    }
    StreamEvent used = new StreamEvent.Counted(new Usage(4, 1, 0, 2, 0));
    boolean before = some.chance();
    if (before) {
      lines.append(STOP).append(META);
      events.add(used);
    }
    lines.append(
        "{\"messageStop\":{\"stopReason\":\"%s\"}}\n"
            .formatted(calls > 0 ? "tool_use" : "end_turn"));
    events.add(new StreamEvent.Finished(0, calls > 0 ? Finish.TOOL_CALLS : Finish.END, null));
    if (!before) {
      lines.append(META);
      events.add(used);
    }
    events.add(new StreamEvent.Done());
    return Frames.ofLines(lines.toString());
  }

  private static void text(int block, String text, StringBuilder lines, List<StreamEvent> events) {
    lines.append(delta(block, new JsonOut().object().member("text", text).endObject()));
    events.add(new StreamEvent.TextDelta(0, text));
  }

  private static void thought(
      int block, String thought, StringBuilder lines, List<StreamEvent> events) {
    JsonOut out = new JsonOut().object().key("reasoningContent").object();
    out.member("text", thought).endObject().endObject();
    lines.append(delta(block, out));
    events.add(new StreamEvent.ReasoningDelta(0, thought));
  }

  private static void call(
      int block, int call, Samples some, StringBuilder lines, List<StreamEvent> events) {
    String name = some.word();
    lines.append(
        ("{\"contentBlockStart\":{\"contentBlockIndex\":%d,\"start\":"
                + "{\"toolUse\":{\"toolUseId\":\"t%d\",\"name\":\"%s\"}}}}\n")
            .formatted(block, block, name));
    events.add(new StreamEvent.CallBegin(0, call, "t" + block, name));
    String arguments = some.object().text();
    JsonOut out = new JsonOut().object().key("toolUse").object();
    out.member("input", arguments).endObject().endObject();
    lines.append(delta(block, out));
    events.add(new StreamEvent.CallDelta(0, call, arguments));
  }

  private static String delta(int block, JsonOut delta) {
    return "{\"contentBlockDelta\":{\"contentBlockIndex\":%d,\"delta\":%s}}\n"
        .formatted(block, delta.toBuffer());
  }

  private static Carried carried(CanonicalRequest request, String model) {
    return new BedrockDialect()
        .write(request, new Upstream(model, Capabilities.UNKNOWN), new Dropped(false));
  }

  private static CanonicalRequest request(List<Message> messages) {
    return new CanonicalRequest(
        "m",
        messages,
        Tools.NONE,
        new ResponseFormat.Free(),
        Sampling.FREE,
        null,
        List.of(),
        0,
        1,
        -1,
        null,
        null,
        true,
        true);
  }

  /** Turns that end with the user's, some of them blank, some calls without results. */
  private static List<Message> conversation(Samples some) {
    Conversation conversation = new Conversation();
    for (int turn = 0; turn < some.below(4); turn++) {
      if (some.chance()) {
        conversation.add(Role.SYSTEM, new Part.Text(some.text()));
      }
      conversation.add(Role.USER, new Part.Text(some.one(" ", some.text())));
      conversation.add(Role.ASSISTANT, new Part.Text(some.one("\n", some.text())));
      for (int call = 0; call < some.below(3); call++) {
        String id = some.text() + turn + call;
        conversation.add(Role.ASSISTANT, new Part.ToolCall(id, some.text(), "{}", null));
        if (some.chance()) {
          List<Part> result = some.some(0, 1, () -> new Part.Text(some.one(" ", some.text())));
          conversation.add(Role.USER, new Part.ToolResult(id, result, some.chance(), null));
        }
      }
    }
    conversation.add(Role.USER, new Part.Text(some.text()));
    return conversation.end();
  }
}
