package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.Signatures;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.gemini.GeminiShown;
import dev.sluice.wire.gemini.GeminiTraits;
import dev.sluice.wire.gemini.GenerateAnswerReader;
import dev.sluice.wire.gemini.GenerateAnswerWriter;
import dev.sluice.wire.gemini.GenerateFrameReader;
import dev.sluice.wire.gemini.GenerateRequestReader;
import dev.sluice.wire.gemini.GenerateRequestWriter;
import dev.sluice.wire.gemini.GenerateStreamReader;
import dev.sluice.wire.gemini.GenerateStreamWriter;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written in Gemini's dialect is read as the same, and broken bytes never do harm. */
final class GeminiThereAndBack {
  private static final GeminiShown AS_IS = new GeminiShown(null, "none");

  @Property
  void aRequest(@ForAll long seed) {
    CanonicalRequest request = request(new Samples(seed));
    Dropped dropped = new Dropped(true);
    Buffer body =
        GenerateRequestWriter.write(request, GeminiTraits.of("gemini-3-flash"), dropped).body();
    assertThat(GenerateRequestReader.read(body, request.model(), request.stream(), dropped))
        .isEqualTo(request);
  }

  @Property
  void anAnswer(@ForAll long seed) {
    Samples some = new Samples(seed);
    List<Choice> choices = new ArrayList<>();
    for (int index = 0; index <= some.below(2); index++) {
      choices.add(choice(some, index));
    }
    CanonicalAnswer answer =
        new CanonicalAnswer(
            some.word(), some.word(), 0, choices, some.maybe(() -> usage(some)), null);
    Buffer body = GenerateAnswerWriter.write(answer, AS_IS);
    assertThat(GenerateAnswerReader.read(body, Map.of())).isEqualTo(answer);
  }

  @Property
  void aStream(@ForAll long seed) {
    List<StreamEvent> events = stream(new Samples(seed));
    GenerateStreamWriter writer = new GenerateStreamWriter(AS_IS);
    JsonOut out = new JsonOut();
    events.forEach(event -> writer.write(event, out));
    List<StreamEvent> read = new ArrayList<>();
    GenerateStreamReader reader =
        new GenerateStreamReader(new GenerateFrameReader(Map.of()), 1 << 20, read::add);
    reader.feed(out.toBuffer());
    reader.end();
    assertThat(read).isEqualTo(events);
  }

  @Property
  void brokenRequestsOfGemini(@ForAll long seed) {
    Broken.turned("request/gemini_openai-chat", seed, GeminiTurns::geminiRequest);
  }

  @Property
  void brokenRequestsForGemini(@ForAll long seed) {
    Broken.turned("request/openai-chat_gemini", seed, GeminiTurns::chatRequest);
  }

  @Property
  void brokenAnswersOfGemini(@ForAll long seed) {
    Broken.turned("answer/gemini_openai-chat", seed, GeminiTurns::geminiAnswer);
  }

  @Property
  void brokenStreamsOfGemini(@ForAll long seed) {
    Broken.turned(
        "stream/gemini_openai-chat", seed, in -> Broken.ended(GeminiTurns.geminiStream(), in));
  }

  @Property
  void brokenStreamsForGemini(@ForAll long seed) {
    Broken.turned(
        "stream/openai-chat_gemini", seed, in -> Broken.ended(GeminiTurns.chatStream(), in));
  }

  private static CanonicalRequest request(Samples some) {
    boolean stream = some.chance();
    return new CanonicalRequest(
        some.text(),
        conversation(some),
        tools(some),
        format(some),
        new Sampling(
            some.maybe(() -> some.below(200) / 100.0),
            some.maybe(() -> some.below(100) / 100.0),
            null,
            some.maybe(() -> some.below(200) / 100.0),
            some.maybe(() -> -1e-7),
            some.maybe(() -> 7L),
            null),
        some.maybe(() -> new Thinking(null, 0, some.one(Effort.LOW, Effort.MEDIUM, Effort.HIGH))),
        some.some(0, 4, some::text),
        some.below(3) * 100L,
        1 + some.below(3),
        some.below(4) - 1,
        null,
        null,
        stream,
        stream);
  }

  private static ResponseFormat format(Samples some) {
    return some.one(
        new ResponseFormat.Free(),
        new ResponseFormat.AnyObject(),
        new ResponseFormat.Schema("output", null, schema(), null));
  }

  private static Json schema() {
    return Json.parse("{\"type\":\"object\",\"properties\":{\"a b\":{\"type\":\"string\"}}}");
  }

  private static Tools tools(Samples some) {
    return some.chance()
        ? Tools.NONE
        : new Tools(
            some.some(
                1, 3, () -> new Tool(some.word(), some.maybe(some::text), schema(), null, null)),
            some.maybe(some::choice),
            null);
  }

  private static List<Message> conversation(Samples some) {
    Conversation conversation = new Conversation();
    if (some.chance()) {
      conversation.add(Role.SYSTEM, new Part.Text(some.text()));
    }
    int calls = 0;
    for (int turn = 0; turn <= some.below(3); turn++) {
      conversation.add(Role.USER, some.some(1, 3, () -> said(some)));
      if (some.chance()) {
        conversation.add(Role.ASSISTANT, new Part.Reasoning("", Signatures.gemini("c2ln")));
        conversation.add(Role.ASSISTANT, new Part.Text(some.text()));
        continue;
      }
      conversation.add(Role.ASSISTANT, new Part.Text(some.text()));
      int first = calls;
      for (int call = 0; call <= some.below(3); call++) {
        String signature = call == 0 ? "c2ln" : null;
        conversation.add(
            Role.ASSISTANT,
            new Part.ToolCall("call_" + calls++, some.word(), "{\"a\":1}", null, signature));
      }
      for (int call = first; call < calls; call++) {
        List<Part> result = some.some(0, 1, () -> new Part.Text(some.text()));
        conversation.add(
            Role.USER, new Part.ToolResult("call_" + call, result, some.chance(), null));
      }
    }
    return conversation.end();
  }

  private static Part said(Samples some) {
    return some.one(
        new Part.Text(some.text()),
        new Part.Image(some.inline("image/png"), null, null),
        new Part.Document(some.inline("application/pdf"), null, null, false, null),
        new Part.Audio(some.inline("audio/wav")));
  }

  private static Choice choice(Samples some, int index) {
    List<Part> parts = new ArrayList<>();
    switch (some.below(3)) {
      case 0 -> parts.add(new Part.Reasoning(some.text(), Signatures.gemini("c2ln")));
      case 1 -> parts.add(new Part.Image(some.inline("image/png"), null, null));
      default -> {
        // It answers at once.
      }
    }
    if (some.chance()) {
      parts.add(new Part.Text(some.text()));
    }
    Finish finish = some.one(Finish.END, Finish.LENGTH, Finish.REFUSAL);
    if (some.chance()) {
      String signature = some.one(null, "c2ln");
      parts.add(new Part.ToolCall("own", some.word(), some.object().text(), null, signature));
      finish = Finish.TOOL_CALLS;
    }
    return new Choice(index, parts, finish, null, null);
  }

  /** The dialect does not tell what was written to a cache. */
  private static Usage usage(Samples some) {
    long read = some.below(50);
    long thought = some.below(50);
    return new Usage(read + some.below(50), read, 0, thought + some.below(50), thought);
  }

  private static List<StreamEvent> stream(Samples some) {
    List<StreamEvent> events = new ArrayList<>();
    events.add(new StreamEvent.Start(some.word(), some.word(), 0, null));
    events.add(new StreamEvent.TextDelta(0, some.text()));
    for (int i = 0; i < some.below(4); i++) {
      events.add(
          some.one(
              new StreamEvent.ReasoningDelta(0, some.text()),
              new StreamEvent.Signature(0, Signatures.gemini("c2ln")),
              new StreamEvent.TextDelta(0, some.text())));
    }
    int calls = some.below(3);
    for (int call = 0; call < calls; call++) {
      String signature = some.one(null, "c2ln");
      events.add(new StreamEvent.CallBegin(0, call, "own" + call, some.word(), signature));
      events.add(new StreamEvent.CallDelta(0, call, some.object().text()));
      events.add(new StreamEvent.BlockEnd(0));
    }
    Finish finish = calls > 0 ? Finish.TOOL_CALLS : some.one(Finish.END, Finish.LENGTH);
    events.add(new StreamEvent.Finished(0, finish, null));
    events.add(new StreamEvent.Counted(usage(some)));
    events.add(new StreamEvent.Done());
    return events;
  }
}
