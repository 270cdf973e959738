package dev.sluice.stats.share;

import dev.sluice.fleet.Post;
import dev.sluice.model.TargetId;
import dev.sluice.stats.window.Reading;
import dev.sluice.stats.window.StatsRow;
import dev.sluice.stats.window.Totals;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Tells other members what this node measured. Confined to one thread at a time. */
final class Outbox {
  /** A message is closed when it is this long; the largest row still fits behind. */
  private static final int FULL = Message.MOST_BYTES - 20 * 1024;

  private final Post post;
  private final Measures measures;
  private final SharingCounts counts;
  private final RowWriter rows = new RowWriter();
  private final Encoder message = new Encoder();
  private final Reading difference = new Reading();

  /** Targets whose numbers all members know that have followed so far. */
  private final BitSet named = new BitSet();

  private long sequence;

  Outbox(Post post, Measures measures, SharingCounts counts) {
    this.post = post;
    this.measures = measures;
    this.counts = counts;
  }

  /** Leaves out what is new, since there was nobody to tell it to. */
  void skip() {
    for (int place = 0; place < measures.targets().size(); place++) {
      boolean _ = measures.news(place, difference);
    }
    lose();
  }

  /** The targets have other numbers from now on, which nobody knows yet. */
  void renumber() {
    named.clear();
    lose();
  }

  /** Whoever followed until now is to notice that it lacks something. */
  private void lose() {
    sequence++;
  }

  /**
   * Tells all what is new.
   *
   * @param evenNothing whether to do so when nothing is, lest a loss remain unknown
   * @return of how many targets was told
   */
  int news(long epoch, int receivers, boolean evenNothing) {
    int told = 0;
    open(epoch);
    int head = message.length();
    for (int place = 0; place < measures.targets().size(); place++) {
      if (measures.news(place, difference)) {
        if (message.length() > FULL) {
          send(receivers);
          open(epoch);
        }
        change(place);
        told++;
      }
    }
    if (message.length() > head || (evenNothing && told == 0)) {
      send(receivers);
    }
    return told;
  }

  private void open(long epoch) {
    message.clear();
    message.octet(Message.VERSION);
    message.octet(Message.NEWS);
    message.number(epoch);
    message.number(sequence + 1);
  }

  private void change(int place) {
    TargetId name = named.get(place) ? null : measures.targets().get(place);
    named.set(place);
    rows.change(message, place, name, measures.inFlight(place), difference);
  }

  private void send(int receivers) {
    sequence++;
    Buffer buffer = message.buffer();
    counts.sent(receivers, buffer.length());
    post.toAll(Sharing.TOPIC, buffer);
  }

  /** Tells some members everything, as it was when they were last told the news. */
  void whole(long epoch, double age, Collection<String> receivers) {
    List<Encoder> parts = parts();
    for (int part = 0; part < parts.size(); part++) {
      message.clear();
      message.octet(Message.VERSION);
      message.octet(Message.PART);
      message.number(epoch);
      message.number(sequence);
      message.number(part);
      message.number(parts.size());
      message.real(age);
      message.append(parts.get(part));
      Buffer buffer = message.buffer();
      receivers.forEach(receiver -> to(receiver, buffer));
    }
  }

  private List<Encoder> parts() {
    List<Encoder> parts = new ArrayList<>(List.of(new Encoder()));
    for (int place = 0; place < measures.targets().size(); place++) {
      StatsRow known = measures.row(place);
      long inFlight = measures.inFlight(place);
      if (named.get(place) || inFlight > 0 || !known.totals().equals(Totals.NONE)) {
        if (parts.getLast().length() > FULL) {
          parts.add(new Encoder());
        }
        rows.whole(parts.getLast(), place, measures.targets().get(place), inFlight, known);
      }
    }
    return parts;
  }

  /** Asks members for everything. */
  Consumer<String> ask() {
    Buffer buffer = Buffer.buffer(new byte[] {Message.VERSION, Message.ASK});
    return member -> to(member, buffer);
  }

  /** Tells all that everything before an epoch is to be forgotten. */
  void reset(long epoch, int receivers) {
    message.clear();
    message.octet(Message.VERSION);
    message.octet(Message.RESET);
    message.number(epoch);
    Buffer buffer = message.buffer();
    counts.sent(receivers, buffer.length());
    post.toAll(Sharing.TOPIC, buffer);
  }

  private void to(String member, Buffer buffer) {
    counts.sent(1, buffer.length());
    post.to(member, Sharing.TOPIC, buffer);
  }
}
