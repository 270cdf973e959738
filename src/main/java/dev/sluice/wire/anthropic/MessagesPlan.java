package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.canonical.Signatures;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.WayBack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request is to be put to a model, where one wish decides on another: thinking forbids that a
 * tool is forced, a schema may have to be a tool, and both bound the tokens.
 *
 * @param maxTokens bound of the answer's tokens, at least 1
 * @param thinking whether it is to think; null when nothing is said of it
 * @param budget tokens of thought, 0 for none or for as many as it likes
 * @param effort how hard it is to work, null when nothing is said
 * @param jsonTool the schema that is put as a tool, null for none
 * @param choice whether it calls a tool, null when nothing is said
 */
record MessagesPlan(
    long maxTokens,
    @Nullable Boolean thinking,
    long budget,
    @Nullable Effort effort,
    ResponseFormat.@Nullable Schema jsonTool,
    @Nullable ToolChoice choice) {
  /** Fewest tokens of thought that the dialect takes. */
  private static final int LEAST_BUDGET = 1024;

  static MessagesPlan of(CanonicalRequest request, MessagesTraits traits, Dropped dropped) {
    ResponseFormat.Schema jsonTool =
        request.format() instanceof ResponseFormat.Schema schema && !traits.schema()
            ? schema
            : null;
    Thinking wish = wish(request, traits, dropped);
    if (wish != null && !wish.off() && jsonTool != null) {
      dropped.drop("reasoning_effort", "an answer by schema cannot be thought about first");
      wish = null;
    }
    boolean thinks = wish != null && !wish.off();
    long budget = 0;
    long most = request.maxTokens() > 0 ? request.maxTokens() : traits.maxTokens();
    if (wish != null && thinks && traits.thought() == MessagesTraits.Thought.BUDGET) {
      budget = Math.min(wish.tokens(), most - 1);
      if (budget < LEAST_BUDGET) {
        dropped.drop("reasoning_effort", "the answer's bound leaves no room for thoughts");
        wish = null;
        thinks = false;
        budget = 0;
      }
    }
    return new MessagesPlan(
        most,
        wish == null ? null : thinks,
        budget,
        thinks && wish != null ? effort(wish, traits) : null,
        jsonTool,
        choice(request, jsonTool, thinks, dropped));
  }

  private static @Nullable Thinking wish(
      CanonicalRequest request, MessagesTraits traits, Dropped dropped) {
    Thinking wish = request.thinking();
    if (wish == null) {
      return null;
    }
    if (traits.thought() == MessagesTraits.Thought.NEVER) {
      if (!wish.off()) {
        dropped.drop("reasoning_effort", "the model does not think");
      }
      return null;
    }
    if (!wish.off() && !resumable(request.messages())) {
      dropped.drop("reasoning_effort", "the thoughts before the tool calls are missing");
      return null;
    }
    return wish;
  }

  /**
   * Whether a thinking model can go on: a turn that waits for tools has to begin with its thoughts.
   */
  private static boolean resumable(List<Message> messages) {
    for (int at = messages.size() - 1; at >= 0; at--) {
      Message message = messages.get(at);
      if (message.role() == Role.ASSISTANT) {
        boolean calls = message.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
        return !calls || remembered(message.parts().getFirst());
      }
    }
    return true;
  }

  private static boolean remembered(Part part) {
    return part instanceof Part.SealedReasoning
        || (part instanceof Part.Reasoning thought
            && thought.signature() != null
            && !Signatures.isGemini(thought.signature()));
  }

  private static @Nullable Effort effort(Thinking wish, MessagesTraits traits) {
    if (traits.thought() != MessagesTraits.Thought.EFFORT) {
      return null;
    }
    Effort effort = wish.effortOrBudget();
    return effort == Effort.MINIMAL ? Effort.LOW : effort;
  }

  private static @Nullable ToolChoice choice(
      CanonicalRequest request,
      ResponseFormat.@Nullable Schema jsonTool,
      boolean thinks,
      Dropped dropped) {
    ToolChoice choice = request.tools().choice();
    if (jsonTool != null) {
      boolean others = !request.tools().list().isEmpty() && !(choice instanceof ToolChoice.None);
      return others ? new ToolChoice.Required() : new ToolChoice.Named(WayBack.JSON_TOOL);
    }
    boolean forced = choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named;
    if (thinks && forced) {
      dropped.drop("tool_choice", "a model that thinks cannot be made to call a tool");
      return new ToolChoice.Auto();
    }
    return choice;
  }
}
