package dev.sluice.wire.openai.fields;

import dev.sluice.model.FieldRule;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.json.JsonCursor;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * What is done with the fields of a request and with those of its messages.
 *
 * <p>The body is walked once and changed by splices: what no rule concerns stays byte for byte as
 * the client wrote it, and a body that nothing has to change in is passed on itself.
 */
public final class FieldMap {
  /** Changes nothing. */
  public static final FieldMap NONE = new FieldMap(Map.of(), Map.of());

  private final ObjectRules fields;
  private final ObjectRules messages;

  /**
   * A map of the rules.
   *
   * @param fields rules of the request's own fields, by their names
   * @param messages rules of the fields of each item of {@code messages}
   */
  public FieldMap(Map<String, FieldRule> fields, Map<String, FieldRule> messages) {
    this.fields = new ObjectRules(fields);
    this.messages = new ObjectRules(messages);
  }

  /** Whether no request is ever changed. */
  public boolean isEmpty() {
    return fields.isEmpty() && messages.isEmpty();
  }

  /**
   * The body to send; the very same buffer when nothing has to change.
   *
   * <p>Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} when a field or its value is refused.
   *
   * @param body a JSON object, known to be valid
   * @param dropped told of what is left out
   */
  public Buffer apply(Buffer body, Dropped dropped) {
    if (isEmpty()) {
      return body;
    }
    Bytes bytes = Bytes.of(body);
    JsonCursor cursor = new JsonCursor();
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
    if (cursor.peek() != '{') {
      return body;
    }
    Edits edits = new Edits();
    new FieldScan(cursor, bytes.to(), edits, dropped).read(fields, messages);
    return edits.apply(body, bytes.from());
  }
}
