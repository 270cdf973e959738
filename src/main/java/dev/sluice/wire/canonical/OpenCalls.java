package dev.sluice.wire.canonical;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls of the assistant's last turn, as long as their results have not come: most APIs insist
 * on all of them at the head of the next turn, in the calls' order.
 */
public final class OpenCalls {
  private static final Part.Text UNANSWERED = new Part.Text("The tool gave no result.");

  private List<Part.ToolCall> calls = List.of();

  /**
   * What a turn says after calls.
   *
   * @param results one for each call, made up where the turn has none
   * @param rest what the turn says besides
   */
  public record Answered(List<Result> results, List<Part> rest) {
    public Answered {
      results = List.copyOf(results);
      rest = List.copyOf(rest);
    }

    /** All parts of the turn. */
    public List<Part> parts() {
      List<Part> whole = new ArrayList<>();
      results.forEach(one -> whole.add(one.part()));
      whole.addAll(rest);
      return whole;
    }
  }

  /**
   * The result of a call.
   *
   * @param tool name of the tool that was called
   */
  public record Result(String tool, Part.ToolResult part) {}

  /** The calls that a turn makes. */
  public static List<Part.ToolCall> of(Message turn) {
    List<Part.ToolCall> calls = new ArrayList<>();
    for (Part part : turn.parts()) {
      if (part instanceof Part.ToolCall call) {
        calls.add(call);
      }
    }
    return calls;
  }

  /** From here on these calls wait for their results, and no others do. */
  public void open(List<Part.ToolCall> made) {
    calls = List.copyOf(made);
  }

  /** Whether no call waits for its result. */
  public boolean isEmpty() {
    return calls.isEmpty();
  }

  /**
   * Answers all calls, none of which waits any longer. Throws {@link
   * dev.sluice.model.FailureException} with a {@link dev.sluice.model.Failure.BadRequest} when the
   * turn holds a result of another call.
   */
  public Answered answered(List<Part> said) {
    List<Part> rest = new ArrayList<>(said);
    List<Result> results = new ArrayList<>();
    for (Part.ToolCall call : calls) {
      results.add(new Result(call.name(), taken(rest, call.id())));
    }
    calls = List.of();
    for (Part part : rest) {
      if (part instanceof Part.ToolResult orphan) {
        throw Turns.wrong("holds a result of a call that was not made: " + orphan.callId());
      }
    }
    return new Answered(results, rest);
  }

  private static Part.ToolResult taken(List<Part> rest, String id) {
    for (Part part : rest) {
      if (part instanceof Part.ToolResult result && result.callId().equals(id)) {
        rest.remove(part);
        return result;
      }
    }
    return new Part.ToolResult(id, List.of(UNANSWERED), true, null);
  }
}
