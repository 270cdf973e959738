package dev.sluice.wire.ollama;

import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.canonical.Teller;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads a stream of lines of JSON into canonical events. Holds one line at most. */
final class OllamaStreamReader implements StreamReader {
  private static final int FIRST = 1024;
  private static final int KEPT = 1 << 16;

  private enum Block {
    NONE,
    TEXT,
    THOUGHT
  }

  private final OllamaFragment line = new OllamaFragment();
  private final Teller told;
  private final int maxLine;
  private byte[] held = new byte[FIRST];
  private int length;
  private Block block = Block.NONE;
  private int calls;
  private boolean started;

  /**
   * A reader at the start of a stream.
   *
   * @param maxLine longest line taken from the provider, in bytes
   */
  OllamaStreamReader(int maxLine, Consumer<StreamEvent> sink) {
    this.maxLine = maxLine;
    this.told = new Teller(sink);
  }

  @Override
  public void feed(Buffer read) {
    Bytes bytes = Bytes.of(read);
    byte[] in = bytes.array();
    int from = bytes.from();
    for (int at = from; at < bytes.to() && !told.over(); at++) {
      if (in[at] == '\n') {
        whole(in, from, at);
        from = at + 1;
      }
    }
    if (!told.over() && from < bytes.to()) {
      keep(in, from, bytes.to());
    }
  }

  private void whole(byte[] in, int from, int to) {
    if (length == 0) {
      line(in, from, to);
      return;
    }
    keep(in, from, to);
    int size = length;
    length = 0;
    if (!told.over()) {
      line(held, 0, size);
      if (held.length > KEPT) {
        held = new byte[FIRST];
      }
    }
  }

  private void keep(byte[] in, int from, int to) {
    int size = to - from;
    if ((long) length + size > maxLine) {
      told.tooLong("a line", maxLine);
      return;
    }
    if (held.length - length < size) {
      held = Arrays.copyOf(held, Math.max(length + size, held.length * 2));
    }
    System.arraycopy(in, from, held, length, size);
    length += size;
  }

  @Override
  public void end() {
    if (!told.over() && length > 0) {
      int size = length;
      length = 0;
      line(held, 0, size);
    }
    told.cut();
  }

  @Override
  public boolean over() {
    return told.over();
  }

  private void line(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] <= ' ' && in[at] >= 0) {
      at++;
    }
    if (at == to) {
      return;
    }
    if (to - at > maxLine) {
      told.tooLong("a line", maxLine);
      return;
    }
    try {
      line.read(in, at, to);
      tell();
    } catch (MalformedJson | FailureException e) {
      told.broken(e, "a line");
    }
  }

  private void tell() {
    if (!started) {
      started = true;
      told.accept(new StreamEvent.Start("", line.model, line.created(), null));
    }
    if (!line.thinking.isEmpty()) {
      open(Block.THOUGHT);
      told.accept(new StreamEvent.ReasoningDelta(0, line.thinking));
    }
    if (!line.content.isEmpty()) {
      open(Block.TEXT);
      told.accept(new StreamEvent.TextDelta(0, line.content));
    }
    for (Part.ToolCall call : line.calls) {
      open(Block.NONE);
      told.accept(new StreamEvent.CallBegin(0, calls, call.id(), call.name()));
      told.accept(new StreamEvent.CallDelta(0, calls, call.arguments()));
      told.accept(new StreamEvent.BlockEnd(0));
      calls++;
    }
    if (line.done) {
      open(Block.NONE);
      told.accept(new StreamEvent.Finished(0, line.finish(calls > 0), null));
      Usage usage = line.usage();
      if (usage != null) {
        told.accept(new StreamEvent.Counted(usage));
      }
      told.accept(new StreamEvent.Done());
    }
  }

  private void open(Block next) {
    if (block != next && block != Block.NONE) {
      told.accept(new StreamEvent.BlockEnd(0));
    }
    block = next;
  }
}
