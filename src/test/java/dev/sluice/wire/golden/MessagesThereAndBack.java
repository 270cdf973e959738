package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Usage;
import dev.sluice.wire.anthropic.MessagesAnswerReader;
import dev.sluice.wire.anthropic.MessagesAnswerWriter;
import dev.sluice.wire.anthropic.MessagesFrameReader;
import dev.sluice.wire.anthropic.MessagesRequestReader;
import dev.sluice.wire.anthropic.MessagesRequestWriter;
import dev.sluice.wire.anthropic.MessagesShown;
import dev.sluice.wire.anthropic.MessagesStreamWriter;
import dev.sluice.wire.anthropic.MessagesTraits;
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
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written in Anthropic's dialect is read as the same. */
final class MessagesThereAndBack {
  private static final MessagesTraits ALL =
      new MessagesTraits(
          4096, MessagesTraits.Drawing.ALL, true, MessagesTraits.Thought.EFFORT, true, true);
  private static final MessagesShown AS_IS = new MessagesShown(null, "none", 0, "req_1");

  @Property
  void aRequest(@ForAll long seed) {
    CanonicalRequest request = request(new Samples(seed));
    Dropped dropped = new Dropped(false);
    var written = MessagesRequestWriter.write(request, request.model(), ALL, dropped);
    CanonicalRequest read = MessagesRequestReader.read(written.body(), dropped);
    // The API takes four cache hints, and a request may have more.
    if (dropped.losses().isEmpty()) {
      assertThat(read).isEqualTo(request);
    } else {
      assertThat(dropped.losses()).extracting(Dropped.Loss::field).containsOnly("cache_control");
    }
  }

  @Property
  void anAnswer(@ForAll long seed) {
    Samples some = new Samples(seed);
    List<Part> parts = assistant(some);
    Finish finish =
        parts.getLast() instanceof Part.ToolCall
            ? Finish.TOOL_CALLS
            : some.one(Finish.END, Finish.LENGTH, Finish.PAUSE, Finish.CONTEXT_FULL);
    Choice choice =
        some.chance()
            ? new Choice(0, parts, finish, null, null)
            : new Choice(0, parts, Finish.STOP_SEQUENCE, some.text(), null);
    CanonicalAnswer answer =
        new CanonicalAnswer(
            "msg_" + some.word(), some.text(), 0, List.of(choice), some.usage(), null);
    var body = MessagesAnswerWriter.write(answer, AS_IS);
    assertThat(MessagesAnswerReader.read(body, WayBack.STRAIGHT)).isEqualTo(answer);
  }

  @Property
  void aStream(@ForAll long seed) {
    List<StreamEvent> events = stream(new Samples(seed));
    MessagesStreamWriter writer = new MessagesStreamWriter(AS_IS);
    JsonOut out = new JsonOut();
    events.forEach(event -> writer.write(event, out));
    List<StreamEvent> read = new ArrayList<>();
    EventStreamReader reader =
        new EventStreamReader(new MessagesFrameReader(WayBack.STRAIGHT), 1 << 20, read::add);
    reader.feed(out.toBuffer());
    reader.end();
    assertThat(read).isEqualTo(events);
  }

  private static CanonicalRequest request(Samples some) {
    boolean stream = some.chance();
    Thinking thinking =
        some.one(
            null,
            new Thinking(Thinking.Mode.OFF, 0, null),
            new Thinking(Thinking.Mode.ADAPTIVE, 0, Effort.HIGH));
    boolean thinks = thinking != null && !thinking.off();
    Sampling sampling =
        thinks
            ? Sampling.FREE
            : new Sampling(
                some.maybe(() -> 0.5), some.maybe(() -> 0.25), 5L, null, null, null, null);
    return new CanonicalRequest(
        some.text(),
        conversation(some),
        tools(some, thinks),
        some.one(
            new ResponseFormat.Free(),
            new ResponseFormat.Schema("output", null, some.schema(), true)),
        sampling,
        thinking,
        some.some(0, 6, some::text),
        1 + some.below(5000),
        1,
        -1,
        some.maybe(some::text),
        some.one(null, ServiceTier.AUTO, ServiceTier.STANDARD),
        stream,
        stream);
  }

  private static Tools tools(Samples some, boolean thinks) {
    if (some.chance()) {
      return Tools.NONE;
    }
    ToolChoice choice = thinks ? new ToolChoice.Auto() : some.choice();
    Boolean parallel = choice instanceof ToolChoice.None ? null : some.maybe(some::chance);
    return new Tools(some.some(1, 3, () -> some.tool(true)), choice, parallel);
  }

  private static List<Message> conversation(Samples some) {
    Conversation conversation = new Conversation();
    conversation.add(
        Role.SYSTEM, some.some(0, 2, () -> new Part.Text(some.text(), List.of(), some.hint())));
    for (int turn = 0; turn <= some.below(3); turn++) {
      conversation.add(Role.USER, some.some(1, 3, () -> said(some)));
      List<Part> answer = assistant(some);
      conversation.add(Role.ASSISTANT, answer);
      for (Part part : answer) {
        if (part instanceof Part.ToolCall call) {
          conversation.add(Role.USER, result(some, call.id()));
        }
      }
    }
    conversation.add(Role.USER, new Part.Text(some.text()));
    return conversation.end();
  }

  private static Part result(Samples some, String id) {
    List<Part> parts =
        some.some(
            0,
            2,
            () ->
                some.one(
                    new Part.Text(some.text()),
                    new Part.Image(some.inline("image/png"), null, null)));
    return new Part.ToolResult(id, parts, some.chance(), some.hint());
  }

  private static Part said(Samples some) {
    return some.one(
        new Part.Text(some.text(), List.of(), some.hint()),
        new Part.Image(some.inline("image/webp"), null, some.hint()),
        new Part.Image(new Source.Url("https://example.com/" + some.word()), null, null),
        new Part.Document(
            some.inline("application/pdf"), some.maybe(some::text), null, some.chance(), null),
        new Part.Document(
            new Source.Plain(some.text()), null, some.maybe(some::text), some.chance(), null));
  }

  private static List<Part> assistant(Samples some) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        some.one(
            new Part.Reasoning(some.text(), some.text()), new Part.SealedReasoning(some.text())));
    parts.addAll(some.some(0, 2, () -> new Part.Text(some.text())));
    for (int call = 0; call < some.below(3); call++) {
      parts.add(some.call(call));
    }
    return parts;
  }

  private static List<StreamEvent> stream(Samples some) {
    List<StreamEvent> events = new ArrayList<>();
    Usage known = Usage.of(some.below(50), some.below(50));
    events.add(new StreamEvent.Start("msg_" + some.word(), some.text(), 0, known));
    int calls = 0;
    for (int i = 0; i < some.below(4); i++) {
      switch (some.below(4)) {
        case 0 -> {
          events.add(new StreamEvent.ReasoningDelta(0, some.text()));
          events.add(new StreamEvent.Signature(0, some.text()));
          events.add(new StreamEvent.BlockEnd(0));
        }
        case 1 -> events.add(new StreamEvent.SealedReasoning(0, some.text()));
        case 2 -> {
          events.addAll(some.some(1, 3, () -> new StreamEvent.TextDelta(0, some.text())));
          events.add(new StreamEvent.BlockEnd(0));
        }
        default -> {
          events.add(new StreamEvent.CallBegin(0, calls, "call_" + calls, some.text()));
          events.add(new StreamEvent.CallDelta(0, calls, some.text()));
          events.add(new StreamEvent.CallDelta(0, calls, some.text()));
          events.add(new StreamEvent.BlockEnd(0));
          calls++;
        }
      }
    }
    Finish finish = calls > 0 ? Finish.TOOL_CALLS : some.one(Finish.END, Finish.PAUSE);
    events.add(new StreamEvent.Finished(0, finish, some.maybe(some::text)));
    events.add(new StreamEvent.Counted(some.usage()));
    events.add(new StreamEvent.Done());
    return events;
  }
}
