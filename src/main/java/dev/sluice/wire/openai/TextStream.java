package dev.sluice.wire.openai;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.sse.InflowStream;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a plain text completion: each event is checked and passed on with the model's name
 * and the usage that the client asked for.
 */
public final class TextStream extends InflowStream {
  private static final byte[] DONE_EVENT = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LEAD = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = {'\n', '\n'};
  private static final byte[] NAMELESS = {};

  private final byte[] model;
  private final boolean usageWanted;
  private final PlainScan scan = new PlainScan();
  private final UsageScan usageScan = new UsageScan();
  private boolean complete;
  private @Nullable Usage usage;

  /** A stream at its start; of the options it needs no id and no date. */
  public TextStream(ChatStream.Options options) {
    super(options.maxFrame());
    String name = options.publicModel();
    this.model = name == null ? NAMELESS : JsonText.encode(name);
    this.usageWanted = options.usageWanted();
  }

  @Override
  public Buffer feed(Buffer chunk) {
    Buffer out = Buffer.buffer(chunk.length() + model.length);
    if (inflow.over()) {
      return out;
    }
    inflow.feed(Bytes.of(chunk));
    while (inflow.next()) {
      event(out);
    }
    return out;
  }

  @Override
  public Buffer end() {
    Buffer out = Buffer.buffer();
    if (inflow.last()) {
      event(out);
    }
    if (!inflow.over()) {
      done(out);
    }
    return out;
  }

  private void event(Buffer out) {
    byte[] in = events.array();
    int from = events.dataFrom();
    int to = events.dataTo();
    try {
      if (events.error()) {
        inflow.fail(ProviderFailure.within(ErrorBody.read(in, from, to)));
      } else if (events.isDone(from)) {
        done(out);
      } else {
        frame(out, in, from, to);
      }
    } catch (MalformedJson | FailureException e) {
      inflow.fail(e);
    }
  }

  private void done(Buffer out) {
    if (complete) {
      inflow.finish();
      out.appendBytes(DONE_EVENT);
    } else {
      inflow.cut();
    }
  }

  private void frame(Buffer out, byte[] in, int from, int to) {
    scan.read(in, from, to);
    if (!scan.object) {
      throw new FailureException(
          new Failure.Garbled("The provider sent an event that is no object."));
    }
    if (scan.failed) {
      throw new FailureException(ProviderFailure.within(ErrorBody.read(in, from, to)));
    }
    complete |= scan.complete;
    boolean counted = scan.usageTo > scan.usageFrom;
    if (counted) {
      Usage told = usageScan.read(in, scan.usageFrom, scan.usageTo);
      usage = told == null ? usage : told;
    }
    if (scan.chosen || usageWanted || !counted) {
      write(out, in, from, to);
    }
  }

  private void write(Buffer out, byte[] in, int from, int to) {
    out.appendBytes(LEAD);
    int at = from;
    if (model.length > 0 && scan.modelTo > scan.modelFrom) {
      line(out, in, from, scan.modelFrom);
      out.appendBytes(model);
      at = scan.modelTo;
    }
    line(out, in, at, to);
    out.appendBytes(TAIL);
  }

  /** An event may come in several lines; between tokens a line end is a space. */
  private static void line(Buffer out, byte[] in, int from, int to) {
    byte[] copy = Arrays.copyOfRange(in, from, to);
    for (int k = 0; k < copy.length; k++) {
      copy[k] = copy[k] == '\n' ? (byte) ' ' : copy[k];
    }
    out.appendBytes(copy);
  }

  @Override
  public @Nullable Usage usage() {
    return usage;
  }

  @Override
  public @Nullable Buffer conclude() {
    if (inflow.finished() || !complete) {
      return null;
    }
    inflow.finish();
    return Buffer.buffer(DONE_EVENT);
  }
}
