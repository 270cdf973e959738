package dev.sluice.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.Outlet;
import dev.sluice.wire.json.JsonTree;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.sse.InflowStream;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns one attempt's upstream event stream into one that is safe for every client.
 *
 * <p>Frames that are as they should be pass as the bytes they are; others are put right one by one.
 * What comes out does not depend on how the bytes were cut into reads.
 */
public final class ChatStream extends InflowStream {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE_EVENT = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LEAD = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = {'\n', '\n'};
  private static final byte[] THOUGHT =
      (",\"" + Thoughts.USUAL + "\":").getBytes(StandardCharsets.US_ASCII);

  /**
   * How a stream is to be turned.
   *
   * @param publicModel name put in place of every frame's model, null to leave the provider's
   * @param usageWanted whether the client asked for usage; without it none is given out
   * @param maxFrame longest event taken from upstream, in bytes
   * @param fallbackId id of the stream when upstream gives none
   * @param created seconds since the epoch, told when upstream tells none
   * @param choices how many the client asked for, 1 to {@link ChatEnvelope#MAX_CHOICES}
   */
  public record Options(
      @Nullable String publicModel,
      boolean usageWanted,
      int maxFrame,
      String fallbackId,
      long created,
      int choices) {}

  private final Options options;
  private final ChunkScan scan = new ChunkScan();
  private final UsageScan usageScan = new UsageScan();
  private final Mould mould = new Mould();
  private final Outlet outlet = new Outlet();
  private final Choices choices;
  private final StreamHead head;
  private final ChunkRepair repair;
  private final @Nullable Transcript transcript;
  private final @Nullable Seam seam;
  private final int piecesBefore;
  private @Nullable Usage usage;
  private byte @Nullable [] heldUsage;
  private boolean usageReleased;
  private long frames;

  /** A stream at its start. */
  public ChatStream(Options options) {
    this(options, null, null);
  }

  /**
   * A stream at its start.
   *
   * @param transcript takes note of all that is given out, null for nobody
   * @param seam where the stream goes on with an answer that was begun, null when it begins one
   */
  public ChatStream(Options options, @Nullable Transcript transcript, @Nullable Seam seam) {
    super(options.maxFrame());
    this.options = options;
    this.transcript = transcript;
    this.seam = seam;
    this.piecesBefore = transcript == null ? 0 : transcript.pieces();
    this.choices = new Choices(options.choices());
    this.head = new StreamHead(options);
    this.repair = new ChunkRepair(head, choices, options.fallbackId());
    if (seam != null) {
      choices.at(0).begun = true;
      seam.name(head);
    }
  }

  @Override
  public Buffer feed(Buffer chunk) {
    if (inflow.over()) {
      return Buffer.buffer();
    }
    Bytes bytes = Bytes.of(chunk);
    outlet.begin(chunk, bytes.array(), bytes.from());
    inflow.feed(bytes);
    while (moulded() || next()) {
      // Each turn takes one event.
    }
    return outlet.end();
  }

  @Override
  public Buffer end() {
    if (inflow.over()) {
      return Buffer.buffer();
    }
    if (inflow.last()) {
      event();
      inflow.torn();
    }
    if (!inflow.over()) {
      done(false);
    }
    return outlet.end();
  }

  /** Passes an event on that has the form of the one before; false when the next one has not. */
  private boolean moulded() {
    if (inflow.over() || !events.atStart()) {
      return false;
    }
    byte[] in = events.bytes();
    int from = events.position();
    int end = mould.match(in, from, events.to());
    if (end < 0 || end - from > options.maxFrame()) {
      return false;
    }
    events.pass(end);
    frames++;
    note(in, from + LEAD.length, end - TAIL.length);
    pass(in, from, end, mould.modelFrom(), mould.modelTo());
    return true;
  }

  private boolean next() {
    if (!inflow.next()) {
      return false;
    }
    event();
    return true;
  }

  private void event() {
    mould.clear();
    byte[] in = events.array();
    int from = events.textFrom();
    int to = events.dataTo();
    if (from == to) {
      return;
    }
    try {
      if (events.error()) {
        inflow.fail(ProviderFailure.within(ErrorBody.read(in, from, to)));
      } else if (isDone(in, from, to)) {
        done(events.plain() && events.inRead() && to - events.dataFrom() == DONE.length);
      } else {
        frame(in, from, to);
      }
    } catch (MalformedJson | FailureException e) {
      inflow.fail(e);
    }
  }

  private static boolean isDone(byte[] in, int from, int to) {
    int end = from + DONE.length;
    return end <= to && Arrays.equals(in, from, end, DONE, 0, DONE.length);
  }

  private void done(boolean exact) {
    if (!choices.complete()) {
      inflow.cut();
      return;
    }
    releaseUsage();
    inflow.finish();
    if (exact) {
      outlet.pass(events.from(), events.end());
    } else {
      outlet.copy().appendBytes(DONE_EVENT);
    }
  }

  private void releaseUsage() {
    byte[] held = heldUsage;
    Usage own = usage;
    if (held != null && options.usageWanted() && !usageReleased) {
      byte[] told = seam == null || own == null ? held : seam.usage(own);
      outlet.copy().appendBuffer(head.usage(told));
      usageReleased = true;
      frames++;
    }
  }

  private void frame(byte[] in, int from, int to) {
    scan.read(in, from, to);
    if (events.joined()) {
      // Between tokens, where validation has just shown them to be, a line end is a space.
      for (int i = from; i < to; i++) {
        in[i] = in[i] == '\n' ? (byte) ' ' : in[i];
      }
    }
    if (!scan.object) {
      throw new FailureException(
          new Failure.Garbled("The provider sent an event that is no object."));
    }
    if (scan.error) {
      throw new FailureException(ProviderFailure.within(ErrorBody.read(in, from, to)));
    }
    boolean counted = scan.usageTo > scan.usageFrom;
    if (counted) {
      count(in);
    } else if (scan.groqTo > scan.groqFrom) {
      Usage told = usageScan.read(in, scan.groqFrom, scan.groqTo);
      usage = told == null ? usage : told;
    }
    if (seam != null || !clean(in, counted)) {
      repair(in, from, to);
    } else if (!counted || usageFits()) {
      usageReleased |= counted;
      release(in, from, to);
    }
  }

  private void count(byte[] in) {
    Usage counted = usageScan.read(in, scan.usageFrom, scan.usageTo);
    usage = counted == null ? usage : counted;
    heldUsage = Arrays.copyOfRange(in, scan.usageFrom, scan.usageTo);
  }

  private boolean clean(byte[] in, boolean counted) {
    return !scan.odd
        && head.fits(scan, in)
        && !(counted && scan.chosen)
        && (!scan.chosen || choices.fits(scan.choice(), in));
  }

  /** Whether a frame of usage alone is in its place: wanted, after the finish, and the first. */
  private boolean usageFits() {
    return options.usageWanted() && !usageReleased && choices.complete();
  }

  private void release(byte[] in, int from, int to) {
    head.take(scan, in);
    if (scan.chosen) {
      choices.take(scan.choice(), in);
    }
    frames++;
    note(in, from, to);
    if (scan.chosen && scan.choice().thinks()) {
      outlet.copy().appendBytes(LEAD);
      think(in, from, to);
      outlet.copy().appendBytes(TAIL);
    } else if (events.plain()) {
      if (Mould.fits(scan)) {
        mould.take(in, events.from(), events.end(), scan);
      }
      pass(in, events.from(), events.end(), scan.modelFrom, scan.modelTo);
    } else {
      outlet.copy().appendBytes(LEAD);
      copy(in, from, to, scan.modelFrom, scan.modelTo);
      outlet.copy().appendBytes(TAIL);
    }
  }

  /** Copies a frame and tells its thought once more, under the name that clients know. */
  private void think(byte[] in, int from, int to) {
    ChoiceScan choice = scan.choice();
    int behind = choice.thoughtTo;
    boolean before = scan.modelFrom < behind;
    if (before) {
      copy(in, from, behind, scan.modelFrom, scan.modelTo);
    } else {
      outlet.copy().appendBytes(in, from, behind - from);
    }
    Buffer copy = outlet.copy().appendBytes(THOUGHT);
    copy.appendBytes(in, choice.thoughtFrom, behind - choice.thoughtFrom);
    if (before) {
      copy.appendBytes(in, behind, to - behind);
    } else {
      copy(in, behind, to, scan.modelFrom, scan.modelTo);
    }
  }

  private void pass(byte[] in, int from, int to, int modelFrom, int modelTo) {
    if (events.inRead() && head.names(in, modelFrom, modelTo)) {
      outlet.pass(from, to);
    } else {
      copy(in, from, to, modelFrom, modelTo);
    }
  }

  private void copy(byte[] in, int from, int to, int modelFrom, int modelTo) {
    Buffer copy = outlet.copy();
    if (head.names(in, modelFrom, modelTo)) {
      copy.appendBytes(in, from, to - from);
    } else {
      copy.appendBytes(in, from, modelFrom - from)
          .appendBytes(head.model())
          .appendBytes(in, modelTo, to - modelTo);
    }
  }

  private void repair(byte[] in, int from, int to) {
    if (JsonTree.read(in, from, to) instanceof ObjectNode frame
        && repair.repair(frame)
        && (seam == null || seam.fit(frame))) {
      frames++;
      byte[] made = JsonTree.write(frame);
      note(made, 0, made.length);
      if (seam != null) {
        outlet.copy().appendBytes(seam.comment());
      }
      outlet.copy().appendBytes(LEAD).appendBytes(made).appendBytes(TAIL);
    }
  }

  private void note(byte[] in, int from, int to) {
    if (transcript != null) {
      transcript.take(in, from, to, options.publicModel());
    }
  }

  @Override
  public @Nullable Buffer conclude() {
    if (inflow.finished() || !choices.complete()) {
      return null;
    }
    done(false);
    return outlet.end();
  }

  /** Whether a frame was given out, after which no other attempt can take over. */
  public boolean started() {
    return frames > 0;
  }

  @Override
  public @Nullable Usage usage() {
    return usage;
  }

  @Override
  public int pieces() {
    int given = transcript == null ? 0 : transcript.pieces() - piecesBefore;
    return given + (seam == null ? 0 : seam.swallowed());
  }

  /** How many frames were given out, the terminal one not counted. */
  public long frames() {
    return frames;
  }
}
