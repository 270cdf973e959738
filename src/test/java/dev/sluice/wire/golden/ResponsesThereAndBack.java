package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.canonical.Asked;
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
import dev.sluice.wire.canonical.Shown;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamWriter;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.openai.responses.codec.ResponsesAnswerReader;
import dev.sluice.wire.openai.responses.codec.ResponsesClient;
import dev.sluice.wire.openai.responses.codec.ResponsesFrameReader;
import dev.sluice.wire.openai.responses.codec.ResponsesRequestReader;
import dev.sluice.wire.openai.responses.codec.ResponsesRequestWriter;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written in the Responses dialect is read as the same. */
final class ResponsesThereAndBack {
  private static final Shown AS_IS = new Shown("m", false, true, "7f3a", 1, 0);

  /** An item's id comes back with what was encrypted in it, and was made on the way. */
  private static final String OWN = "rs:rs_7f3a_";

  @Property
  void aRequest(@ForAll long seed) {
    CanonicalRequest request = request(new Samples(seed));
    Dropped dropped = new Dropped(true);
    Buffer body = ResponsesRequestWriter.write(request, request.model(), true, dropped);
    CanonicalRequest read = ResponsesRequestReader.read(body, dropped);
    assertThat(unsealed(read)).isEqualTo(request);
  }

  /** A client gives thoughts back as it got them: their ids apart. */
  private static CanonicalRequest unsealed(CanonicalRequest read) {
    Conversation said = new Conversation();
    for (Message message : read.messages()) {
      for (Part part : message.parts()) {
        said.add(
            message.role(),
            part instanceof Part.Reasoning thought
                ? new Part.Reasoning(thought.text(), "rs:rs_1:" + thought.signature())
                : part);
      }
    }
    return new CanonicalRequest(
        read.model(),
        said.end(),
        read.tools(),
        read.format(),
        read.sampling(),
        read.thinking(),
        read.stop(),
        read.maxTokens(),
        read.choices(),
        read.logprobs(),
        read.user(),
        read.tier(),
        read.stream(),
        read.usageWanted());
  }

  @Property
  void anAnswer(@ForAll long seed) {
    Samples some = new Samples(seed);
    CanonicalAnswer answer =
        new CanonicalAnswer(
            "resp_7f3a",
            some.word(),
            1 + some.below(100),
            List.of(choice(some)),
            some.maybe(some::usage),
            some.one(ServiceTier.STANDARD, ServiceTier.PRIORITY));
    CanonicalAnswer read = ResponsesAnswerReader.read(asked().answer(answer));
    assertThat(read.choices().getFirst().parts().stream().map(ResponsesThereAndBack::known))
        .isEqualTo(answer.choices().getFirst().parts());
    assertThat(read.choices().getFirst().finish()).isEqualTo(answer.choices().getFirst().finish());
    assertThat(read.choices().getFirst().logprobs())
        .isEqualTo(answer.choices().getFirst().logprobs());
    assertThat(List.of(read.id(), read.model(), read.created()))
        .isEqualTo(List.of(answer.id(), answer.model(), answer.created()));
    assertThat(read.usage()).isEqualTo(answer.usage());
    assertThat(read.tier()).isEqualTo(answer.tier());
  }

  @Property
  void aStream(@ForAll long seed) {
    List<StreamEvent> events = stream(new Samples(seed));
    StreamWriter writer = asked().stream();
    JsonOut out = new JsonOut();
    events.forEach(event -> writer.write(event, out));
    List<StreamEvent> read = new ArrayList<>();
    EventStreamReader reader =
        new EventStreamReader(new ResponsesFrameReader(), 1 << 20, event -> read.add(known(event)));
    reader.feed(out.toBuffer());
    reader.end();
    read.removeIf(StreamEvent.Ping.class::isInstance);
    assertThat(read).isEqualTo(events);
  }

  private static Asked asked() {
    Buffer body = Buffer.buffer("{\"model\":\"m\",\"input\":\"Hello\"}");
    return new ResponsesClient().read(body, AS_IS, new Dropped(true));
  }

  private static Part known(Part part) {
    return part instanceof Part.Reasoning thought && thought.signature() != null
        ? new Part.Reasoning(thought.text(), known(thought.signature()))
        : part;
  }

  private static StreamEvent known(StreamEvent event) {
    return event instanceof StreamEvent.Signature signature
        ? new StreamEvent.Signature(0, known(signature.signature()))
        : event;
  }

  private static String known(String signature) {
    assertThat(signature).startsWith(OWN);
    return signature.substring(signature.indexOf(':', OWN.length()) + 1);
  }

  private static CanonicalRequest request(Samples some) {
    boolean stream = some.chance();
    return new CanonicalRequest(
        some.text(),
        conversation(some),
        tools(some),
        some.one(
            new ResponseFormat.Free(),
            new ResponseFormat.AnyObject(),
            new ResponseFormat.Schema(
                some.word(), some.maybe(some::text), some.schema(), some.maybe(some::chance))),
        new Sampling(
            some.maybe(() -> some.below(200) / 100.0),
            some.maybe(() -> 1e-7),
            null,
            null,
            null,
            null,
            null),
        some.maybe(() -> new Thinking(null, 0, some.one(Effort.LOW, Effort.XHIGH, Effort.NONE))),
        List.of(),
        some.below(3) * 100L,
        1,
        some.below(4) - 1,
        some.maybe(some::text),
        some.one(null, ServiceTier.AUTO, ServiceTier.STANDARD, ServiceTier.FLEX),
        stream,
        stream);
  }

  private static Tools tools(Samples some) {
    return some.chance()
        ? Tools.NONE
        : new Tools(
            some.some(
                1,
                3,
                () ->
                    new Tool(
                        some.word(),
                        some.maybe(some::text),
                        some.maybe(some::schema),
                        some.chance(),
                        null)),
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
        conversation.add(
            Role.ASSISTANT,
            new Part.Reasoning(some.one("", some.text()), "rs:rs_1:" + some.text()));
      }
      conversation.add(Role.ASSISTANT, some.some(1, 2, () -> new Part.Text(some.text())));
      for (int call = 0; call < some.below(3); call++) {
        conversation.add(Role.ASSISTANT, some.call(call));
        List<Part> result = some.some(0, 2, () -> said(some));
        conversation.add(Role.USER, new Part.ToolResult("call_" + call, result, false, null));
      }
    }
    return conversation.end();
  }

  private static Part said(Samples some) {
    return some.one(
        new Part.Text(some.text()),
        new Part.Image(some.inline("image/png"), some.one("auto", "high"), null),
        new Part.Image(
            new Source.Url("https://example.com/" + some.word()), some.one("low", "auto"), null),
        new Part.Document(some.inline("application/pdf"), some.text(), null, false, null),
        new Part.Document(
            new Source.Url("https://example.com/" + some.word()), null, null, false, null),
        new Part.Audio(some.inline("audio/wav")));
  }

  private static Choice choice(Samples some) {
    List<Part> parts = new ArrayList<>();
    if (some.chance()) {
      parts.add(new Part.Reasoning(some.one("", some.text()), some.text()));
    }
    boolean said = some.chance();
    if (said) {
      parts.add(new Part.Text(some.text()));
    }
    Finish finish = some.one(Finish.END, Finish.LENGTH, Finish.REFUSAL);
    if (finish == Finish.REFUSAL) {
      parts.add(new Part.Refusal(some.text()));
    } else if (some.chance()) {
      parts.add(some.call(1));
      finish = finish == Finish.END ? Finish.TOOL_CALLS : finish;
    }
    Json probable = said ? some.maybe(ResponsesThereAndBack::probable) : null;
    return new Choice(0, parts, finish, null, probable);
  }

  private static Json probable() {
    return Json.parse(
        "{\"content\":[{\"token\":\"t\",\"logprob\":-0.5,\"bytes\":[116],"
            + "\"top_logprobs\":[]}],\"refusal\":null}");
  }

  private static List<StreamEvent> stream(Samples some) {
    List<StreamEvent> events = new ArrayList<>();
    events.add(new StreamEvent.Start("resp_7f3a", some.text(), 5, null));
    for (int i = 0; i < some.below(3); i++) {
      events.add(new StreamEvent.ReasoningDelta(0, some.text()));
      events.add(new StreamEvent.Signature(0, some.text()));
      events.add(new StreamEvent.BlockEnd(0));
    }
    boolean refuses = some.chance();
    if (refuses || some.chance()) {
      for (int i = 0; i <= some.below(3); i++) {
        events.add(
            refuses
                ? new StreamEvent.RefusalDelta(0, some.text())
                : new StreamEvent.TextDelta(0, some.text()));
      }
      events.add(new StreamEvent.BlockEnd(0));
    }
    int calls = refuses ? 0 : some.below(3);
    for (int call = 0; call < calls; call++) {
      events.add(new StreamEvent.CallBegin(0, call, "call_" + call, some.text()));
      events.add(new StreamEvent.CallDelta(0, call, some.text()));
      events.add(new StreamEvent.CallDelta(0, call, some.text()));
      events.add(new StreamEvent.BlockEnd(0));
    }
    Finish whole = calls > 0 ? Finish.TOOL_CALLS : refuses ? Finish.REFUSAL : Finish.END;
    events.add(new StreamEvent.Finished(0, some.one(whole, Finish.LENGTH), null));
    events.add(new StreamEvent.Counted(some.usage()));
    events.add(new StreamEvent.Done());
    return events;
  }
}
