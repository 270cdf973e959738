package dev.sluice.wire.openai;

import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * What a client was sent of one streamed answer, as far as another stream needs it to go on with
 * it. Confined to one thread.
 *
 * <p>An answer can be gone on with as long as it is nothing but the text of one choice, of at most
 * {@link #MAX_BYTES}. Reasoning that is told as plain text may be beside it. Tool calls, refusals,
 * audio, signed reasoning and log probabilities belong to the attempt that made them.
 */
public final class Transcript {
  /** Longest text that is remembered, in bytes as it came. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey CREATED = JsonKey.of("created");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey CHOICES = JsonKey.of("choices");
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey DELTA = JsonKey.of("delta");
  private static final JsonKey LOGPROBS = JsonKey.of("logprobs");
  private static final JsonKey ROLE = JsonKey.of("role");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey REASONING_CONTENT = JsonKey.of("reasoning_content");
  private static final JsonKey REASONING = JsonKey.of("reasoning");

  private final JsonCursor cursor = new JsonCursor();
  private final StringBuilder text = new StringBuilder();
  private @Nullable String id;
  private @Nullable String model;
  private long created;
  private int bytes;
  private int pieces;
  private int words;
  private boolean some;
  private boolean joinable = true;

  /**
   * Takes note of a frame that is given out.
   *
   * @param in holds a valid frame
   * @param publicModel the model that the client sees, null when it is the frame's own
   */
  void take(byte[] in, int from, int to, @Nullable String publicModel) {
    if (!joinable) {
      return;
    }
    boolean first = id == null;
    some = false;
    cursor.reset(in, from, to);
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(CHOICES)) {
        choices();
      } else if (first) {
        head();
      } else {
        cursor.skip();
      }
    }
    model = model == null ? publicModel : model;
    pieces += some ? 1 : 0;
    if (!joinable) {
      text.setLength(0);
      text.trimToSize();
    }
  }

  private void head() {
    if (cursor.on(ID)) {
      id = cursor.string();
    } else if (cursor.on(CREATED)) {
      created = cursor.integer();
    } else if (cursor.on(MODEL)) {
      model = cursor.string();
    } else {
      cursor.skip();
    }
  }

  private void choices() {
    cursor.enter();
    while (cursor.item()) {
      cursor.enter();
      while (cursor.member()) {
        if (cursor.on(DELTA)) {
          delta();
        } else if (cursor.on(INDEX)) {
          joinable &= cursor.integer() == 0;
        } else if (cursor.on(LOGPROBS)) {
          nothing();
        } else {
          cursor.skip();
        }
      }
    }
  }

  private void delta() {
    cursor.enter();
    while (cursor.member()) {
      boolean told = cursor.peek() == '"';
      if (cursor.on(ROLE)) {
        cursor.skip();
      } else if (told && cursor.on(CONTENT)) {
        content();
      } else if (told && (cursor.on(REASONING_CONTENT) || cursor.on(REASONING))) {
        int from = cursor.at();
        cursor.skip();
        some |= cursor.at() - from > 2;
      } else {
        nothing();
      }
    }
  }

  private void content() {
    int from = cursor.at() + 1;
    cursor.skip();
    int to = cursor.at() - 1;
    some |= to > from;
    words += to > from ? 1 : 0;
    bytes += to - from;
    joinable &= bytes <= MAX_BYTES;
    if (joinable) {
      text.append(JsonText.decode(cursor.bytes(), from, to));
    }
  }

  /** Leaves a value behind that says nothing, or else the answer cannot be gone on with. */
  private void nothing() {
    byte first = cursor.peek();
    int from = cursor.at();
    cursor.skip();
    joinable &=
        switch (first) {
          case 'n' -> true;
          case '"' -> cursor.at() - from == 2;
          case '[', '{' -> !cursor.items(from);
          default -> false;
        };
  }

  /** Whether another stream may go on with the answer. */
  public boolean joinable() {
    return joinable && id != null;
  }

  /** The text that was sent. */
  public String text() {
    return text.toString();
  }

  /** Frames that had text, which estimates its tokens. */
  public int words() {
    return words;
  }

  /** Frames that had text or reasoning, which estimates the tokens of both. */
  public int pieces() {
    return pieces;
  }

  /** Id of the stream. */
  String id() {
    return id == null ? "" : id;
  }

  /** Seconds since the epoch that the stream tells. */
  long created() {
    return created;
  }

  /** Model that the stream tells. */
  String model() {
    return model == null ? "" : model;
  }
}
