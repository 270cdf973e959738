package dev.sluice.wire.openai.fields;

import dev.sluice.model.FieldRule;
import dev.sluice.model.FieldRule.Treatment;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** What becomes of a field's value by its rule. */
final class ValueTreatment {
  private static final JsonKey TYPE = JsonKey.of("type");

  private final byte[] in;
  private final Members members;
  private final Edits edits;

  ValueTreatment(byte[] in, Members members, Edits edits) {
    this.in = in;
    this.members = members;
    this.edits = edits;
  }

  /** What becomes of the member; its value is changed on the way where another stands for it. */
  Treatment of(FieldRule rule, int member) {
    if (rule.treatment() != Treatment.KEEP) {
      return rule.treatment();
    }
    boolean spoken = in[members.valueFrom(member)] == '"';
    if (spoken && !rule.words().isEmpty()) {
      String word = rule.words().get(text(member));
      if (word != null) {
        put(member, JsonText.encode(word));
        return Treatment.KEEP;
      }
    }
    if (!rule.kinds().isEmpty() && !rule.kinds().contains(kind(member))) {
      return rule.otherwise();
    }
    return rule.bounded() ? bounded(rule, member) : Treatment.KEEP;
  }

  private Treatment bounded(FieldRule rule, int member) {
    double number = number(member);
    boolean low = number < rule.least();
    boolean high = number > rule.most();
    if (!low && !high) {
      return Treatment.KEEP;
    }
    if (rule.otherwise() == Treatment.KEEP) {
      put(member, written(low ? rule.least() : rule.most()));
    }
    return rule.otherwise();
  }

  private static byte[] written(double bound) {
    BigDecimal shortest = BigDecimal.valueOf(bound).stripTrailingZeros();
    return shortest.toPlainString().getBytes(StandardCharsets.US_ASCII);
  }

  private void put(int member, byte[] value) {
    edits.replace(members.valueFrom(member), members.valueTo(member), value);
  }

  private double number(int member) {
    return cursor(member).decimal();
  }

  private String text(int member) {
    return JsonText.decode(in, members.valueFrom(member) + 1, members.valueTo(member) - 1);
  }

  private JsonCursor cursor(int member) {
    JsonCursor cursor = new JsonCursor();
    cursor.reset(in, members.valueFrom(member), members.valueTo(member));
    return cursor;
  }

  private String kind(int member) {
    return switch (in[members.valueFrom(member)]) {
      case '"' -> text(member);
      case '{' -> type(member);
      default -> cursor(member).json().text();
    };
  }

  private String type(int member) {
    JsonCursor cursor = cursor(member);
    cursor.enter();
    String type = "";
    while (cursor.member()) {
      if (cursor.on(TYPE) && cursor.peek() == '"') {
        type = cursor.string();
      } else {
        cursor.skip();
      }
    }
    return type;
  }
}
