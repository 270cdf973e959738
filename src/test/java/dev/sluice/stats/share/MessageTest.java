package dev.sluice.stats.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.TargetId;
import dev.sluice.stats.share.Message.Change;
import dev.sluice.stats.share.Message.News;
import dev.sluice.stats.window.Bins;
import dev.sluice.stats.window.Cells;
import dev.sluice.stats.window.Reading;
import dev.sluice.telemetry.OutcomeKind;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class MessageTest {
  private static final TargetId TARGET = new TargetId("acme/ünï");

  private final MessageReader reader = new MessageReader();

  @Property
  void aChangeIsReadAsItWasWritten(@ForAll long seed) {
    Random random = new Random(seed);
    Reading written = reading(random);

    News news = (News) reader.read(Buffer.buffer(news(written, random.nextInt(5_000))));
    Change read = news.changes().getFirst();

    assertThat(news.epoch()).isEqualTo(3);
    assertThat(news.sequence()).isEqualTo(1_000_000);
    assertThat(read.target()).isEqualTo(TARGET);
    double[] amounts = new double[Columns.NUMBER];
    for (int place = 0; place < read.columns().length; place++) {
      amounts[read.columns()[place]] = read.amounts()[place];
    }
    for (int cell = 0; cell < Cells.SIZE; cell++) {
      double amount = written.get(cell);
      assertThat(amounts[cell])
          .isCloseTo(amount, within(cell < Columns.COUNTS ? 0 : amount * 1e-6));
    }
    for (int bin = 0; bin < Bins.NUMBER; bin++) {
      assertThat(amounts[Columns.FIRST_TOKEN + bin]).isEqualTo((double) written.firstToken(bin));
      assertThat(amounts[Columns.WHOLE + bin]).isEqualTo((double) written.whole(bin));
    }
  }

  @Property
  void bytesOfAnyKindAreAMessageOrAreRefused(@ForAll @Size(max = 300) byte[] bytes) {
    survives(bytes);
    byte[] known = bytes.clone();
    if (known.length > 1) {
      known[0] = Message.VERSION;
      known[1] = (byte) (1 + (known[1] & 3));
    }
    survives(known);
  }

  @Property
  void aMessageThatWasSpoiledIsAMessageOrIsRefused(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = news(reading(random), 7);
    for (int spoiled = random.nextInt(4); spoiled >= 0; spoiled--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    survives(bytes);
    survives(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
  }

  @Test
  void whatALaterReleaseAddsIsLeftOut() {
    Encoder row = new Encoder();
    row.number(2 * 5);
    row.number(1);
    row.number(1 | 1L << 62);
    row.number(4);
    row.number(99);
    row.number(0);
    row.number(0);
    row.text("something new");
    Encoder message = head();
    message.number(row.length());
    message.append(row);

    News news = (News) reader.read(message.buffer());
    Change change = news.changes().getFirst();

    assertThat(change.number()).isEqualTo(5);
    assertThat(change.target()).isNull();
    assertThat(change.columns()).containsExactly((short) Cells.STARTED);
    assertThat(change.amounts()).containsExactly(4);
  }

  @Test
  void anotherVersionOrKindIsNoFault() {
    assertThat(reader.read(Buffer.buffer(new byte[] {2, 0, 0}))).isEqualTo(new Message.Unknown(2));
    assertThat(reader.read(Buffer.buffer(new byte[] {1, 77}))).isEqualTo(new Message.Unknown(1));
  }

  @Test
  void aNumberThatIsTooLongIsRefused() {
    assertThatThrownBy(
            () -> new Decoder(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}).number())
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void eachOutcomeHasANumberOfItsOwn() {
    assertThat(Arrays.stream(OutcomeKind.values()).map(Columns::code).collect(Collectors.toSet()))
        .hasSize(OutcomeKind.values().length)
        .allMatch(code -> code >= 0 && code < 42);
  }

  private void survives(byte[] bytes) {
    try {
      assertThat(reader.read(Buffer.buffer(bytes))).isNotNull();
    } catch (MalformedException e) {
      assertThat(e.getStackTrace()).isEmpty();
    }
  }

  private static Encoder head() {
    Encoder out = new Encoder();
    out.octet(Message.VERSION);
    out.octet(Message.NEWS);
    out.number(3);
    out.number(1_000_000);
    return out;
  }

  private static byte[] news(Reading difference, int number) {
    Encoder out = head();
    new RowWriter().change(out, number, TARGET, 4, difference);
    return out.buffer().getBytes();
  }

  private static Reading reading(Random random) {
    Reading reading = new Reading();
    for (int cell = 0; cell < Cells.SIZE; cell++) {
      if (random.nextBoolean()) {
        reading.count(cell, random.nextLong(1L << (1 + random.nextInt(50))));
      }
    }
    for (int bin = random.nextInt(60); bin > 0; bin--) {
      reading.addFirstToken(random.nextInt(Bins.NUMBER), 1 + random.nextInt(500));
      reading.addWhole(random.nextInt(Bins.NUMBER), 1);
    }
    return reading;
  }
}
