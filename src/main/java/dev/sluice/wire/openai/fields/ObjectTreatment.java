package dev.sluice.wire.openai.fields;

import dev.sluice.model.FieldRule;
import dev.sluice.model.FieldRule.Treatment;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.json.JsonSkim;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.openai.fields.ObjectRules.Named;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The members of one object, kept, changed or cut out. */
final class ObjectTreatment {
  /** The gateway's own way of learning what a stream cost: no client misses it. */
  private static final String STREAM_OPTIONS = "stream_options";

  private static final String UNKNOWN = "the provider does not know it";
  private static final byte[] NOTHING = {};

  private final byte[] in;
  private final ObjectRules rules;
  private final Members members;
  private final Edits edits;
  private final Dropped dropped;

  ObjectTreatment(byte[] in, ObjectRules rules, Members members, Edits edits, Dropped dropped) {
    this.in = in;
    this.rules = rules;
    this.members = members;
    this.edits = edits;
    this.dropped = dropped;
  }

  /** Treats the object that opens before the offset. */
  void run(int open) {
    boolean kept = false;
    int end = open;
    for (int member = 0; member < members.count(); member++) {
      boolean keeps = keeps(member);
      if (!keeps && kept) {
        edits.replace(end, members.valueTo(member), NOTHING);
      } else if (keeps && !kept && member > 0) {
        edits.replace(open, members.keyFrom(member), NOTHING);
      }
      kept |= keeps;
      end = members.valueTo(member);
    }
    if (!kept) {
      edits.replace(open, end, NOTHING);
    }
    supply(end, kept);
  }

  private boolean keeps(int member) {
    int number = members.rule(member);
    if (number < 0) {
      return true;
    }
    Named named = rules.get(number);
    if (in[members.valueFrom(member)] == 'n') {
      // A null says as much as no field at all, and fewer servers take it.
      return named.rule().equals(FieldRule.KEEP) && !superseded(number);
    }
    if (superseded(number)) {
      return false;
    }
    Treatment treatment = new ValueTreatment(in, members, edits).of(named.rule(), member);
    switch (treatment) {
      case REFUSE -> throw Dropped.refusal(named.name(), UNKNOWN);
      case DROP -> {
        if (!named.name().equals(STREAM_OPTIONS)) {
          dropped.drop(named.name(), UNKNOWN);
        }
        return false;
      }
      case KEEP -> rename(member, named.rule().name());
    }
    return true;
  }

  /** Whether another field of the request takes the place of this one. */
  private boolean superseded(int number) {
    for (int other = 0; other < rules.count(); other++) {
      if (rules.get(other).target() == number && other != number && said(other)) {
        return true;
      }
    }
    return false;
  }

  private boolean said(int number) {
    int member = members.of(number);
    return member >= 0 && in[members.valueFrom(member)] != 'n';
  }

  private void rename(int member, @Nullable String name) {
    if (name != null) {
      int from = members.keyFrom(member);
      int to = JsonSkim.string(in, from, members.valueFrom(member));
      edits.replace(from, to, JsonText.encode(name));
    }
  }

  /** Adds the fields that are sent where the client says nothing. */
  private void supply(int end, boolean kept) {
    boolean comma = kept;
    StringBuilder made = new StringBuilder();
    for (int number = 0; number < rules.count(); number++) {
      Named named = rules.get(number);
      String absent = named.rule().absent();
      if (absent != null && !said(number) && !superseded(number)) {
        String name = named.rule().name() == null ? named.name() : named.rule().name();
        String key = new String(JsonText.encode(name), StandardCharsets.UTF_8);
        made.append(comma ? "," : "").append(key).append(':').append(absent);
        comma = true;
      }
    }
    if (!made.isEmpty()) {
      edits.replace(end, end, made.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
