package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.EventStreamReader;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.openai.codec.ChatAnswerReader;
import dev.sluice.wire.openai.codec.ChatAnswerWriter;
import dev.sluice.wire.openai.codec.ChatFrameReader;
import dev.sluice.wire.openai.codec.ChatRequestReader;
import dev.sluice.wire.openai.codec.ChatRequestWriter;
import dev.sluice.wire.openai.codec.ChatShown;
import dev.sluice.wire.openai.codec.ChatStreamWriter;
import dev.sluice.wire.openai.codec.ChatTraits;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written in OpenAI's chat dialect is read as the same. */
final class ChatThereAndBack {
  private static final ChatTraits ALL = new ChatTraits(true, true, true);
  private static final ChatShown AS_IS = new ChatShown(null, "none", 1);

  @Property
  void aRequest(@ForAll long seed) {
    CanonicalRequest request = request(new Samples(seed));
    Dropped dropped = new Dropped(true);
    var body = ChatRequestWriter.write(request, request.model(), ALL, dropped);
    assertThat(ChatRequestReader.read(body, dropped)).isEqualTo(request);
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
            some.word(),
            some.word(),
            1 + some.below(100),
            choices,
            some.maybe(some::usage),
            some.one(null, ServiceTier.STANDARD, ServiceTier.PRIORITY));
    assertThat(ChatAnswerReader.read(ChatAnswerWriter.write(answer, AS_IS))).isEqualTo(answer);
  }

  @Property
  void aStream(@ForAll long seed) {
    List<StreamEvent> events = stream(new Samples(seed));
    ChatStreamWriter writer = new ChatStreamWriter(AS_IS, true);
    JsonOut out = new JsonOut();
    events.forEach(event -> writer.write(event, out));
    List<StreamEvent> read = new ArrayList<>();
    EventStreamReader reader = new EventStreamReader(new ChatFrameReader(), 1 << 20, read::add);
    reader.feed(out.toBuffer());
    reader.end();
    assertThat(read).isEqualTo(events);
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
            some.maybe(() -> 9007199254740993L),
            some.maybe(some::object)),
        some.maybe(() -> new Thinking(null, 0, some.one(Effort.LOW, Effort.XHIGH))),
        some.some(0, 4, some::text),
        some.below(3) * 100L,
        1 + some.below(3),
        some.below(4) - 1,
        some.maybe(some::text),
        some.one(null, ServiceTier.AUTO, ServiceTier.STANDARD, ServiceTier.FLEX),
        stream,
        stream);
  }

  private static ResponseFormat format(Samples some) {
    return some.one(
        new ResponseFormat.Free(),
        new ResponseFormat.AnyObject(),
        new ResponseFormat.Schema(
            some.word(), some.maybe(some::text), some.schema(), some.maybe(some::chance)));
  }

  private static Tools tools(Samples some) {
    return some.chance()
        ? Tools.NONE
        : new Tools(
            some.some(1, 3, () -> some.tool(false)),
            some.maybe(some::choice),
            some.maybe(some::chance));
  }

  private static List<Message> conversation(Samples some) {
    Conversation conversation = new Conversation();
    if (some.chance()) {
      conversation.add(some.one(Role.SYSTEM, Role.DEVELOPER), new Part.Text(some.text()));
    }
    for (int turn = 0; turn <= some.below(3); turn++) {
      conversation.add(Role.USER, some.some(1, 3, () -> said(some)));
      if (some.chance()) {
        conversation.add(Role.ASSISTANT, new Part.Reasoning(some.text(), null));
      }
      conversation.add(Role.ASSISTANT, new Part.Text(some.text()));
      for (int call = 0; call < some.below(3); call++) {
        conversation.add(Role.ASSISTANT, some.call(call));
        List<Part> result = some.some(0, 1, () -> new Part.Text(some.text()));
        conversation.add(Role.USER, new Part.ToolResult("call_" + call, result, false, null));
      }
    }
    return conversation.end();
  }

  private static Part said(Samples some) {
    return some.one(
        new Part.Text(some.text()),
        new Part.Image(some.inline("image/png"), some.one(null, "high"), null),
        new Part.Image(new Source.Url("https://example.com/" + some.word()), null, null),
        new Part.Document(some.inline("application/pdf"), some.text(), null, false, null),
        new Part.Audio(some.inline("audio/wav")));
  }

  private static Choice choice(Samples some, int index) {
    List<Part> parts = new ArrayList<>();
    switch (some.below(3)) {
      case 0 -> parts.add(new Part.Reasoning(some.text(), null));
      case 1 -> {
        parts.add(new Part.Reasoning(some.text(), some.text()));
        parts.add(new Part.SealedReasoning(some.text()));
      }
      default -> {
        // It answers at once.
      }
    }
    if (some.chance()) {
      parts.add(new Part.Text(some.text()));
    }
    Finish finish = some.one(Finish.END, Finish.LENGTH, Finish.REFUSAL);
    if (finish == Finish.REFUSAL) {
      parts.add(new Part.Refusal(some.text()));
    } else if (some.chance()) {
      parts.add(some.call(1));
      finish = Finish.TOOL_CALLS;
    }
    return new Choice(index, parts, finish, null, some.maybe(some::object));
  }

  private static List<StreamEvent> stream(Samples some) {
    List<StreamEvent> events = new ArrayList<>();
    events.add(new StreamEvent.Start(some.word(), some.text(), 5, null));
    for (int i = 0; i < some.below(4); i++) {
      events.add(
          some.one(
              new StreamEvent.ReasoningDelta(0, some.text()),
              new StreamEvent.SealedReasoning(0, some.text()),
              new StreamEvent.Signature(0, some.text()),
              new StreamEvent.Logprobs(0, some.object()),
              new StreamEvent.TextDelta(0, some.text())));
    }
    int calls = some.below(3);
    for (int call = 0; call < calls; call++) {
      events.add(new StreamEvent.CallBegin(0, call, "call_" + call, some.text()));
      events.add(new StreamEvent.CallDelta(0, call, some.text()));
      events.add(new StreamEvent.CallDelta(0, call, some.text()));
    }
    Finish finish = calls > 0 ? Finish.TOOL_CALLS : some.one(Finish.END, Finish.LENGTH);
    events.add(new StreamEvent.Finished(0, finish, null));
    events.add(new StreamEvent.Counted(some.usage()));
    events.add(new StreamEvent.Done());
    return events;
  }
}
