package dev.sluice.stats.share;

import dev.sluice.model.TargetId;
import dev.sluice.stats.share.Message.Change;
import dev.sluice.stats.share.Message.Whole;
import dev.sluice.stats.window.Bins;
import dev.sluice.stats.window.Window;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of other members. What a later release added at the end of a row or as a further
 * outcome is left out; the rest is understood.
 */
final class MessageReader {
  /** Numbers of targets are below it. */
  static final int MOST_TARGETS = 1 << 20;

  private static final int LONGEST_NAME = 4096;
  private static final int MOST_PARTS = 1 << 16;
  private static final int WINDOWS = Window.values().length;

  private final short[] columns = new short[Columns.NUMBER];
  private final double[] amounts = new double[Columns.NUMBER];
  private final long[] totals = new long[Columns.NUMBER];

  /** With room for a column more, which may be read only to be left out. */
  private final double[] weights = new double[(Columns.NUMBER + 1) * WINDOWS];

  private int size;

  /**
   * The message in the bytes.
   *
   * @throws MalformedException when there is none
   */
  Message read(Buffer buffer) {
    Decoder in = new Decoder(buffer.getBytes());
    int version = in.octet();
    if (version != Message.VERSION) {
      return new Message.Unknown(version);
    }
    return switch (in.octet()) {
      case Message.NEWS -> news(in);
      case Message.PART -> part(in);
      case Message.ASK -> new Message.Ask();
      case Message.RESET -> new Message.Reset(in.number());
      default -> new Message.Unknown(version);
    };
  }

  private Message.News news(Decoder in) {
    long epoch = in.number();
    long sequence = in.number();
    List<Change> changes = new ArrayList<>();
    while (!in.done()) {
      changes.add(change(in.next(in.number(Message.MOST_BYTES))));
    }
    return new Message.News(epoch, sequence, changes);
  }

  private Message.Part part(Decoder in) {
    long epoch = in.number();
    long sequence = in.number();
    int part = in.number(MOST_PARTS);
    int parts = in.number(MOST_PARTS);
    double age = in.real();
    List<Whole> rows = new ArrayList<>();
    while (!in.done()) {
      rows.add(whole(in.next(in.number(Message.MOST_BYTES))));
    }
    return new Message.Part(epoch, sequence, part, parts, age, rows);
  }

  private Change change(Decoder in) {
    int head = in.number(2 * MOST_TARGETS);
    TargetId target = (head & 1) == 0 ? null : name(in);
    long inFlight = in.number();
    size = 0;
    for (long bits = in.number(); bits != 0; bits &= bits - 1) {
      int bit = Long.numberOfTrailingZeros(bits);
      double amount = Columns.real(bit) ? in.real() : (double) in.number();
      take(Columns.cell(bit), amount);
    }
    bins(in, Columns.FIRST_TOKEN);
    bins(in, Columns.WHOLE);
    return change(head >> 1, target, inFlight);
  }

  private Change change(int number, @Nullable TargetId target, long inFlight) {
    return new Change(
        number, target, inFlight, Arrays.copyOf(columns, size), Arrays.copyOf(amounts, size));
  }

  private static TargetId name(Decoder in) {
    return new TargetId(in.text(LONGEST_NAME));
  }

  private void bins(Decoder in, int first) {
    int number = in.number(Bins.NUMBER + 1);
    int bin = 0;
    for (int read = 0; read < number; read++) {
      bin += in.number(Bins.NUMBER - bin);
      take(first + bin, (double) in.number());
      bin++;
    }
  }

  private void take(int column, double amount) {
    if (column >= 0) {
      columns[size] = (short) column;
      amounts[size] = amount;
      size++;
    }
  }

  private Whole whole(Decoder in) {
    int number = in.number(MOST_TARGETS);
    TargetId target = name(in);
    long inFlight = in.number();
    size = 0;
    for (long bits = in.number(); bits != 0; bits &= bits - 1) {
      int bit = Long.numberOfTrailingZeros(bits);
      take(in, Columns.cell(bit), Columns.counted(bit) ? in.number() : 0);
    }
    weighedBins(in, Columns.FIRST_TOKEN);
    weighedBins(in, Columns.WHOLE);
    return new Whole(
        number,
        target,
        inFlight,
        Arrays.copyOf(columns, size),
        Arrays.copyOf(totals, size),
        Arrays.copyOf(weights, size * WINDOWS));
  }

  private void weighedBins(Decoder in, int first) {
    int number = in.number(Bins.NUMBER + 1);
    int bin = 0;
    for (int read = 0; read < number; read++) {
      bin += in.number(Bins.NUMBER - bin);
      take(in, first + bin, 0);
      bin++;
    }
  }

  private void take(Decoder in, int column, long total) {
    for (int window = 0; window < WINDOWS; window++) {
      weights[size * WINDOWS + window] = in.real();
    }
    if (column >= 0) {
      columns[size] = (short) column;
      totals[size] = total;
      size++;
    }
  }
}
