package dev.sluice.wire.bedrock;

import dev.sluice.wire.bedrock.ConverseTraits.Ability;
import dev.sluice.wire.bedrock.ConverseTraits.Forcing;
import dev.sluice.wire.bedrock.ConverseTraits.Thought;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.canonical.Thinking;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.WayBack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request is to be put to a model, where one wish decides on another.
 *
 * @param maxTokens bound of the answer's tokens, 0 for the model's own
 * @param thinking whether it is to think; null when nothing is said of it
 * @param budget tokens of thought, 0 for as many as it likes
 * @param effort how hard it is to think, null when nothing is said
 * @param jsonTool the schema that is put as a tool, null for none
 * @param choice whether it calls a tool, null when nothing is said
 */
record ConversePlan(
    long maxTokens,
    @Nullable Boolean thinking,
    long budget,
    @Nullable Effort effort,
    ResponseFormat.@Nullable Schema jsonTool,
    @Nullable ToolChoice choice) {
  /** Fewest tokens of thought that Claude takes. */
  private static final int LEAST_BUDGET = 1024;

  static ConversePlan of(CanonicalRequest request, ConverseTraits traits, Dropped dropped) {
    ResponseFormat.Schema jsonTool = null;
    if (request.format() instanceof ResponseFormat.Schema schema) {
      if (traits.forcing() == Forcing.NEVER) {
        throw Dropped.refusal("response_format", "the model cannot be made to follow a schema");
      }
      jsonTool = schema;
    }
    Thinking wish = wish(request, traits, jsonTool != null, dropped);
    long most = request.maxTokens();
    long budget = 0;
    if (wish != null && !wish.off() && traits.thought() == Thought.CLAUDE_BUDGET) {
      most = most > 0 ? most : traits.maxTokens();
      budget = Math.min(wish.tokens(), most - 1);
      if (budget < LEAST_BUDGET) {
        dropped.drop("reasoning_effort", "the answer's bound leaves no room for thoughts");
        wish = null;
        budget = 0;
      }
    }
    boolean thinks = wish != null && !wish.off();
    return new ConversePlan(
        most,
        wish == null ? null : (Boolean) thinks,
        budget,
        wish != null && thinks ? effort(wish) : null,
        jsonTool,
        choice(request, traits, jsonTool, thinks, dropped));
  }

  private static @Nullable Thinking wish(
      CanonicalRequest request, ConverseTraits traits, boolean schema, Dropped dropped) {
    Thinking wish = request.thinking();
    if (wish == null) {
      return null;
    }
    if (traits.thought() == Thought.NEVER) {
      if (!wish.off()) {
        dropped.drop("reasoning_effort", "the model cannot be told to think");
      }
      return null;
    }
    if (!wish.off() && schema) {
      dropped.drop("reasoning_effort", "an answer by schema cannot be thought about first");
      return null;
    }
    if (!wish.off() && traits.can(Ability.THOUGHTS) && !resumable(request.messages())) {
      dropped.drop("reasoning_effort", "the thoughts before the tool calls are missing");
      return null;
    }
    return wish;
  }

  /** Whether a turn that waits for tools begins with its thoughts, as Claude wants it to. */
  private static boolean resumable(List<Message> messages) {
    for (int at = messages.size() - 1; at >= 0; at--) {
      Message message = messages.get(at);
      if (message.role() == Role.ASSISTANT) {
        boolean calls = message.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
        Part first = message.parts().getFirst();
        boolean signed = first instanceof Part.Reasoning thought && thought.signature() != null;
        return !calls || signed || first instanceof Part.SealedReasoning;
      }
    }
    return true;
  }

  private static @Nullable Effort effort(Thinking wish) {
    Effort effort = wish.effortOrBudget();
    return effort == Effort.MINIMAL ? Effort.LOW : effort;
  }

  private static @Nullable ToolChoice choice(
      CanonicalRequest request,
      ConverseTraits traits,
      ResponseFormat.@Nullable Schema jsonTool,
      boolean thinks,
      Dropped dropped) {
    ToolChoice choice = request.tools().choice();
    if (jsonTool != null) {
      boolean others = !request.tools().list().isEmpty() && !(choice instanceof ToolChoice.None);
      boolean any = others || traits.forcing() == Forcing.ANY;
      return any ? new ToolChoice.Required() : new ToolChoice.Named(WayBack.JSON_TOOL);
    }
    boolean forced = choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named;
    if (!forced) {
      return choice;
    }
    if (thinks && traits.can(Ability.THOUGHTS)) {
      dropped.drop("tool_choice", "a model that thinks cannot be made to call a tool");
      return new ToolChoice.Auto();
    }
    if (traits.forcing() == Forcing.NEVER) {
      dropped.drop("tool_choice", "the model cannot be made to call a tool");
      return new ToolChoice.Auto();
    }
    return choice;
  }
}
