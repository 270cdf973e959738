package dev.sluice.wire.openai.fields;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;

/** One walk over a request that notes where its members stand, and has each object treated. */
final class FieldScan {
  private static final JsonKey MESSAGES = JsonKey.of("messages");

  private final JsonCursor cursor;
  private final byte[] in;
  private final int to;
  private final Edits edits;
  private final Dropped dropped;
  private final Members outer = new Members();
  private final Members inner = new Members();

  FieldScan(JsonCursor cursor, int to, Edits edits, Dropped dropped) {
    this.cursor = cursor;
    this.in = cursor.bytes();
    this.to = to;
    this.edits = edits;
    this.dropped = dropped;
  }

  /** Reads the object that the cursor is on. */
  void read(ObjectRules fields, ObjectRules messages) {
    cursor.enter();
    int open = cursor.at();
    int keyFrom = next();
    while (cursor.member()) {
      int rule = fields.find(cursor);
      int valueFrom = cursor.at();
      if (!messages.isEmpty() && cursor.on(MESSAGES) && cursor.peek() == '[') {
        items(messages);
      } else {
        cursor.skip();
      }
      outer.add(keyFrom, valueFrom, cursor.at(), rule);
      keyFrom = next();
    }
    new ObjectTreatment(in, fields, outer, edits, dropped).run(open);
  }

  private void items(ObjectRules rules) {
    cursor.enter();
    while (cursor.item()) {
      if (cursor.peek() == '{') {
        item(rules);
      } else {
        cursor.skip();
      }
    }
  }

  private void item(ObjectRules rules) {
    inner.clear();
    cursor.enter();
    int open = cursor.at();
    int keyFrom = next();
    while (cursor.member()) {
      int rule = rules.find(cursor);
      int valueFrom = cursor.at();
      cursor.skip();
      inner.add(keyFrom, valueFrom, cursor.at(), rule);
      keyFrom = next();
    }
    new ObjectTreatment(in, rules, inner, edits, dropped).run(open);
  }

  /** Where the next key would stand. */
  private int next() {
    int at = JsonSkim.space(in, cursor.at(), to);
    return at < to && in[at] == ',' ? JsonSkim.space(in, at + 1, to) : at;
  }
}
