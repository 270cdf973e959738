package dev.sluice.wire.openai.responses;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.Outlet;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.openai.ErrorBody;
import dev.sluice.wire.sse.InflowStream;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns one attempt's stream of a response into one that is safe for every client.
 *
 * <p>Events that are as they should be pass as the bytes they are; those that name the model do so
 * by the client's name of it, and those without a name or with another number than the next one are
 * given it. The events that announce the response are held back until something happens in it, so
 * that another attempt can take over from one that fails at once.
 */
public final class ResponsesStream extends InflowStream {
  private static final byte[] CREATED = ResponsesScan.ascii("response.created");
  private static final byte[] IN_PROGRESS = ResponsesScan.ascii("response.in_progress");
  private static final byte[] QUEUED = ResponsesScan.ascii("response.queued");
  private static final byte[] ITEM_DONE = ResponsesScan.ascii("response.output_item.done");
  private static final byte[] COMPLETED = ResponsesScan.ascii("response.completed");
  private static final byte[] INCOMPLETE = ResponsesScan.ascii("response.incomplete");
  private static final byte[] FAILED = ResponsesScan.ascii("response.failed");
  private static final byte[] CANCELLED = ResponsesScan.ascii("response.cancelled");
  private static final byte[] ERROR = ResponsesScan.ascii("error");
  private static final byte[] NAME = ResponsesScan.ascii("event: ");
  private static final byte[] DATA = ResponsesScan.ascii("\ndata: ");
  private static final byte[] TAIL = {'\n', '\n'};
  private static final byte[] NAMELESS = {};
  private static final byte[] NUMBER = ResponsesScan.ascii("\"sequence_number\":");

  /**
   * How a stream is to be turned.
   *
   * @param publicModel name told in place of the provider's name of the model, null to leave that
   * @param maxFrame longest event taken from upstream, in bytes
   * @param fallbackId id of a response that fails before it has one
   * @param now seconds since 1970, told of such a response
   * @param telling what a client is told of a failure
   */
  public record Options(
      @Nullable String publicModel,
      int maxFrame,
      String fallbackId,
      long now,
      Function<Failure, ErrorBody> telling) {}

  private final Options options;
  private final byte[] name;
  private final ResponsesScan scan = new ResponsesScan();
  private final Outlet outlet = new Outlet();
  private final ToldItems items;
  private Buffer held = Buffer.buffer();
  private byte @Nullable [] announced;
  private boolean begun;
  private boolean spoke;
  private boolean told;
  private long next;
  private int pieces;
  private @Nullable Usage usage;

  /** A stream at its start. */
  public ResponsesStream(Options options) {
    super(options.maxFrame());
    this.options = options;
    String model = options.publicModel();
    this.name = model == null ? NAMELESS : JsonText.encode(model);
    this.items = new ToldItems(options.maxFrame());
  }

  @Override
  public Buffer feed(Buffer chunk) {
    if (inflow.over()) {
      return Buffer.buffer();
    }
    Bytes bytes = Bytes.of(chunk);
    outlet.begin(chunk, bytes.array(), bytes.from());
    inflow.feed(bytes);
    while (inflow.next()) {
      event();
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
      inflow.cut();
    }
    return outlet.end();
  }

  private void event() {
    byte[] in = events.array();
    int from = events.textFrom();
    int to = events.dataTo();
    if (from == to || events.isDone(from)) {
      // A terminal event of the response says that it is over, nothing else does.
      return;
    }
    try {
      if (events.error()) {
        inflow.fail(ResponsesFailure.within(in, from, to));
      } else {
        frame(in, from, to);
      }
    } catch (MalformedJson | FailureException e) {
      inflow.fail(e);
    }
  }

  private void frame(byte[] in, int from, int to) {
    scan.event(in, from, to);
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
    if (scan.is(ERROR, in) || (scan.failed && scan.responseTo == 0)) {
      throw new FailureException(ResponsesFailure.within(in, from, to));
    }
    if (scan.is(FAILED, in) || scan.is(CANCELLED, in)) {
      throw new FailureException(ResponsesFailure.of(scan.code, scan.message));
    }
    if (scan.typeTo == scan.typeFrom) {
      throw new FailureException(new Failure.Garbled("The provider sent an event without a type."));
    }
    if (scan.usageTo > scan.usageFrom) {
      Usage counted = ResponsesCount.read(in, scan.usageFrom, scan.usageTo);
      usage = counted == null ? usage : counted;
    }
    pass(in, from, to);
  }

  private void pass(byte[] in, int from, int to) {
    boolean created = scan.is(CREATED, in);
    if (!begun && !created) {
      throw new FailureException(
          new Failure.Garbled("The provider's stream does not begin with its response."));
    }
    boolean announces = created || scan.is(IN_PROGRESS, in) || scan.is(QUEUED, in);
    if (created && !begun) {
      begun = true;
      announced = response(in);
    }
    pieces += scan.delta(in) ? 1 : 0;
    if (scan.itemTo > scan.itemFrom && scan.is(ITEM_DONE, in)) {
      items.add(in, scan.itemFrom, scan.itemTo);
    }
    if (announces && !spoke) {
      write(held, in, from, to);
    } else {
      release(in, from, to);
    }
    if (scan.is(COMPLETED, in) || scan.is(INCOMPLETE, in)) {
      inflow.finish();
    }
  }

  private void release(byte[] in, int from, int to) {
    if (!spoke) {
      spoke = true;
      announce();
    }
    if (exact(from) && events.inRead()) {
      next++;
      outlet.pass(events.from(), events.end());
    } else {
      write(outlet.copy(), in, from, to);
    }
  }

  private void announce() {
    if (held.length() > 0) {
      told = true;
      outlet.copy().appendBuffer(held);
      held = Buffer.buffer();
    }
  }

  /** Whether the event's bytes may pass: it is named, numbered and need not be renamed. */
  private boolean exact(int from) {
    return scan.sequence == next
        && named(events.array(), from)
        && (scan.modelTo == scan.modelFrom || !renamed(events.array()));
  }

  private boolean named(byte[] in, int from) {
    int name = events.from();
    int type = name + NAME.length;
    int data = type + scan.typeTo - scan.typeFrom;
    int to = events.dataTo();
    return !events.joined()
        && from == events.dataFrom()
        && from == data + DATA.length
        && events.end() == to + TAIL.length
        && in[to] == '\n'
        && in[to + 1] == '\n'
        && Arrays.equals(in, name, type, NAME, 0, NAME.length)
        && Arrays.equals(in, type, data, in, scan.typeFrom, scan.typeTo)
        && Arrays.equals(in, data, from, DATA, 0, DATA.length);
  }

  private boolean renamed(byte[] in) {
    return name.length > 0
        && !Arrays.equals(in, scan.modelFrom, scan.modelTo, name, 0, name.length);
  }

  private void write(Buffer out, byte[] in, int from, int to) {
    out.appendBytes(NAME).appendBytes(in, scan.typeFrom, scan.typeTo - scan.typeFrom);
    out.appendBytes(DATA);
    byte[] number = ResponsesScan.ascii(Long.toString(next++));
    boolean renames = scan.modelTo > scan.modelFrom && renamed(in);
    boolean modelFirst = renames && scan.modelFrom < scan.numberFrom;
    int at = from;
    if (scan.numberTo == scan.numberFrom) {
      out.appendByte((byte) '{').appendBytes(NUMBER).appendBytes(number).appendByte((byte) ',');
      at++;
    }
    if (modelFirst) {
      at = put(out, in, at, scan.modelFrom, scan.modelTo, name);
    }
    if (scan.numberTo > scan.numberFrom) {
      at = put(out, in, at, scan.numberFrom, scan.numberTo, number);
    }
    if (renames && !modelFirst) {
      at = put(out, in, at, scan.modelFrom, scan.modelTo, name);
    }
    out.appendBytes(in, at, to - at).appendBytes(TAIL);
  }

  /** Copies up to a range and puts something in its place; where to go on. */
  private static int put(Buffer out, byte[] in, int at, int from, int to, byte[] instead) {
    out.appendBytes(in, at, from - at).appendBytes(instead);
    return to;
  }

  /** The response object of the event at hand, by the client's name of the model. */
  private byte[] response(byte[] in) {
    if (scan.responseTo == 0) {
      return unknown();
    }
    if (scan.modelTo == scan.modelFrom || !renamed(in)) {
      return Arrays.copyOfRange(in, scan.responseFrom, scan.responseTo);
    }
    return Buffer.buffer()
        .appendBytes(in, scan.responseFrom, scan.modelFrom - scan.responseFrom)
        .appendBytes(name)
        .appendBytes(in, scan.modelTo, scan.responseTo - scan.modelTo)
        .getBytes();
  }

  private byte[] unknown() {
    String model = options.publicModel();
    return ResponsesBreak.unknown(options.fallbackId(), model == null ? "" : model, options.now());
  }

  @Override
  public Buffer lastWords(Failure why) {
    ErrorBody error = options.telling().apply(why);
    JsonOut out = new JsonOut();
    byte[] known = announced == null ? unknown() : announced;
    if (!told) {
      next = 0;
      ResponsesBreak.created(out, next++, known);
    }
    ResponsesBreak.error(out, next++, error);
    ResponsesBreak.failed(out, next++, known, items.all(), error);
    return out.toBuffer();
  }

  @Override
  public @Nullable Usage usage() {
    return usage;
  }

  @Override
  public int pieces() {
    return pieces;
  }
}
