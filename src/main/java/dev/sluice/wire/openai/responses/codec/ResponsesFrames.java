package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.openai.ErrorBody;
import dev.sluice.wire.openai.responses.ResponsesBreak;
import java.nio.charset.StandardCharsets;

/** Writes the events of a stream one by one and numbers them. */
final class ResponsesFrames {
  static final byte[] CREATED = head("response.created");
  static final byte[] IN_PROGRESS = head("response.in_progress");
  static final byte[] ITEM_ADDED = head("response.output_item.added");
  static final byte[] ITEM_DONE = head("response.output_item.done");
  static final byte[] PART_ADDED = head("response.content_part.added");
  static final byte[] PART_DONE = head("response.content_part.done");
  static final byte[] TEXT_DELTA = head("response.output_text.delta");
  static final byte[] TEXT_DONE = head("response.output_text.done");
  static final byte[] ANNOTATION = head("response.output_text.annotation.added");
  static final byte[] REFUSAL_DELTA = head("response.refusal.delta");
  static final byte[] REFUSAL_DONE = head("response.refusal.done");
  static final byte[] SUMMARY_ADDED = head("response.reasoning_summary_part.added");
  static final byte[] SUMMARY_DELTA = head("response.reasoning_summary_text.delta");
  static final byte[] SUMMARY_TEXT_DONE = head("response.reasoning_summary_text.done");
  static final byte[] SUMMARY_DONE = head("response.reasoning_summary_part.done");
  static final byte[] ARGUMENTS_DELTA = head("response.function_call_arguments.delta");
  static final byte[] ARGUMENTS_DONE = head("response.function_call_arguments.done");
  private static final byte[] COMPLETED = head("response.completed");
  private static final byte[] INCOMPLETE = head("response.incomplete");
  private static final byte[] FAILED = head("response.failed");
  private static final byte[] TAIL = bytes("\n\n");

  private long next;

  private static byte[] head(String type) {
    return bytes("event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Begins an event up to its own members. */
  JsonOut begin(byte[] head, JsonOut out) {
    return out.raw(head).number(next++);
  }

  /** Ends an event. */
  static void end(JsonOut out) {
    out.endObject().raw(TAIL);
  }

  /** An event of an item as a whole. */
  void item(byte[] head, int index, byte[] item, JsonOut out) {
    end(begin(head, out).member("output_index", index).key("item").json(item));
  }

  /**
   * Begins the event that ends the stream, up to the response.
   *
   * @param finish how the answer ended
   */
  JsonOut ended(Finish finish, JsonOut out) {
    boolean complete = ResponsesWords.reason(finish) == null;
    return begin(complete ? COMPLETED : INCOMPLETE, out).key("response");
  }

  /** Tells an error and begins the event that ends the stream with it, up to the response. */
  JsonOut failed(ErrorBody error, JsonOut out) {
    ResponsesBreak.error(out, next++, error);
    return begin(FAILED, out).key("response");
  }

  /** The members that say where in the output something happens, to be put after others. */
  static byte[] place(String item, int index, String within) {
    return bytes(
        ",\"item_id\":\"" + item + "\",\"output_index\":" + index + ",\"" + within + "\":");
  }
}
