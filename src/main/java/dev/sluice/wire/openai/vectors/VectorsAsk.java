package dev.sluice.wire.openai.vectors;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a request for embeddings asks for: of how many inputs, and in which form. */
public final class VectorsAsk {
  private static final JsonKey INPUT = JsonKey.of("input");
  private static final JsonKey FORMAT = JsonKey.of("encoding_format");
  private static final byte[] BASE64 = "\"base64\"".getBytes(StandardCharsets.US_ASCII);

  private final Buffer body;
  private final List<Item> items = new ArrayList<>();
  private int inputFrom;
  private int inputTo;
  private boolean base64;

  /** Where an input stands in the body. */
  private record Item(int from, int to) {}

  private VectorsAsk(Buffer body) {
    this.body = body;
  }

  /** Reads a request, which is a valid JSON object. */
  public static VectorsAsk read(Buffer body) {
    VectorsAsk ask = new VectorsAsk(body);
    ask.scan();
    return ask;
  }

  private void scan() {
    Bytes bytes = Bytes.of(body);
    int base = bytes.from();
    JsonCursor cursor = new JsonCursor();
    cursor.reset(bytes.array(), base, bytes.to());
    if (cursor.peek() != '{') {
      return;
    }
    cursor.enter();
    while (cursor.member()) {
      int from = cursor.at();
      if (cursor.on(INPUT)) {
        inputFrom = from - base;
        input(cursor, base);
        inputTo = cursor.at() - base;
      } else {
        cursor.skip();
        base64 |= cursor.on(FORMAT) && cursor.left(from, BASE64);
      }
    }
  }

  /** A text, or tokens, are one input; a list of either is as many as it holds. */
  private void input(JsonCursor cursor, int base) {
    int whole = cursor.at();
    if (cursor.peek() != '[') {
      cursor.skip();
      items.add(new Item(whole - base, cursor.at() - base));
      return;
    }
    cursor.enter();
    boolean tokens = false;
    while (cursor.item()) {
      byte first = cursor.peek();
      tokens |= first != '"' && first != '[' && first != '{';
      int from = cursor.at();
      cursor.skip();
      items.add(new Item(from - base, cursor.at() - base));
    }
    if (tokens) {
      items.clear();
      items.add(new Item(whole - base, cursor.at() - base));
    }
  }

  /** How many inputs there are. */
  public int count() {
    return items.size();
  }

  /** Whether the client wants base64, else numbers. */
  public boolean base64() {
    return base64;
  }

  /** The same request of some of its inputs, in their order; the body itself when it is of all. */
  public Buffer batch(int from, int to) {
    if (from == 0 && to == items.size()) {
      return body;
    }
    return Buffer.buffer(body.length())
        .appendBuffer(body, 0, inputFrom)
        .appendByte((byte) '[')
        .appendBuffer(body, items.get(from).from, items.get(to - 1).to - items.get(from).from)
        .appendByte((byte) ']')
        .appendBuffer(body, inputTo, body.length() - inputTo);
  }
}
