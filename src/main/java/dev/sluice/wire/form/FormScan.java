package dev.sluice.wire.form;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is decided on in a form whose bytes pass, however they are cut into reads: the fields
 * {@code model} and {@code stream}. Memory is bounded by one part's headers and one small field.
 *
 * <p>A boundary begins with the only carriage return in it, so a comparison that fails can begin
 * anew at once, without going back.
 */
public final class FormScan {
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int LONGEST_FIELD = 1024;
  private static final String MODEL = "model";
  private static final String STREAM = "stream";
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  private enum At {
    /** Before the first boundary, or within a part. */
    CONTENT,
    /** After a boundary, before its line ends. */
    LINE,
    /** Within the headers of a part. */
    HEAD,
    /** After the last boundary. */
    END
  }

  private final byte[] boundary;
  private final byte[] held = new byte[LONGEST_HEAD];
  private At state = At.CONTENT;
  private long offset;

  /** How much of the boundary matches; at the start of a form its line end is not there. */
  private int matched = 2;

  private int length;
  private int dashes;
  private @Nullable String field;
  private long fieldFrom;
  private boolean file;
  private @Nullable String model;
  private long modelFrom;
  private long modelTo;
  private @Nullable Boolean stream;

  private FormScan(byte[] boundary) {
    this.boundary = boundary;
  }

  /** Whether a content type is that of a form. */
  public static boolean isForm(@Nullable String contentType) {
    return Boundary.in(contentType);
  }

  /**
   * A form at its start. Throws {@link FailureException} with a {@link Failure.BadRequest} when the
   * content type names no boundary.
   */
  public static FormScan of(String contentType) {
    return new FormScan(Boundary.of(contentType));
  }

  /**
   * Takes a read. Throws {@link FailureException} with a {@link Failure.BadRequest} when the bytes
   * are no form, or a field that is decided on is doubled or of the wrong kind.
   */
  public void feed(Buffer read) {
    Bytes bytes = Bytes.of(read);
    byte[] in = bytes.array();
    int at = bytes.from();
    while (at < bytes.to()) {
      int next =
          switch (state) {
            case CONTENT -> content(in, at, bytes.to());
            case LINE -> line(in[at], at);
            case HEAD -> head(in[at], at);
            case END -> bytes.to();
          };
      offset += next - at;
      at = next;
    }
  }

  private int content(byte[] in, int from, int to) {
    int at = from;
    while (at < to) {
      byte next = in[at];
      if (next == boundary[matched]) {
        matched++;
      } else if (next == '\r') {
        matched = 1;
      } else if (matched > 0 || field != null) {
        matched = 0;
      } else {
        at = passed(in, at, to);
        continue;
      }
      keep(next);
      at++;
      if (matched == boundary.length) {
        bounded(offset + at - from - boundary.length);
        return at;
      }
    }
    return at;
  }

  /** Offset of the next carriage return: nothing else is of interest in a large part. */
  private static int passed(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] != '\r') {
      at++;
    }
    return at;
  }

  private void keep(byte next) {
    if (field == null) {
      return;
    }
    if (length >= LONGEST_FIELD + boundary.length) {
      throw bad("'" + field + "' is longer than " + LONGEST_FIELD + " bytes.", field);
    }
    held[length++] = next;
  }

  /** A part has ended. */
  private void bounded(long end) {
    String ended = field;
    if (ended != null) {
      int size = (int) (end - fieldFrom);
      value(ended, new String(held, 0, size, StandardCharsets.UTF_8), end);
    }
    field = null;
    state = At.LINE;
    dashes = 0;
  }

  private void value(String name, String value, long end) {
    if (name.equals(STREAM)) {
      if (stream != null) {
        throw twice(STREAM);
      }
      stream = flag(value.strip());
      return;
    }
    if (model != null) {
      throw twice(MODEL);
    }
    if (value.isBlank()) {
      throw bad("'model' must not be empty.", MODEL);
    }
    model = value;
    modelFrom = fieldFrom;
    modelTo = end;
  }

  private static boolean flag(String value) {
    return switch (value) {
      case "true", "True", "1" -> true;
      case "false", "False", "0", "" -> false;
      default -> throw bad("'stream' must be true or false.", STREAM);
    };
  }

  /** Behind a boundary stand two dashes at the end of the form, else a line end. */
  private int line(byte next, int at) {
    if (next == '-') {
      dashes++;
      state = dashes == 2 ? At.END : At.LINE;
    } else if (next == '\n') {
      state = At.HEAD;
      // A part without headers begins with its blank line.
      matched = 2;
      length = 0;
    } else if (next != '\r' && next != ' ' && next != '\t') {
      throw bad("The form is malformed: a boundary is followed by other text.", null);
    }
    return at + 1;
  }

  private int head(byte next, int at) {
    if (length >= LONGEST_HEAD) {
      throw bad("The headers of a part are longer than " + LONGEST_HEAD + " bytes.", null);
    }
    held[length++] = next;
    matched = next == HEAD_END[matched] ? matched + 1 : next == '\r' ? 1 : 0;
    if (matched == HEAD_END.length) {
      begin(PartHead.of(held, length));
    }
    return at + 1;
  }

  private void begin(PartHead part) {
    state = At.CONTENT;
    matched = 0;
    length = 0;
    file |= part.file();
    boolean wanted = part.name().equals(MODEL) || part.name().equals(STREAM);
    field = wanted ? part.name() : null;
    fieldFrom = offset + 1;
  }

  /** Name of the model as it was sent, null as long as it did not come. */
  public @Nullable String model() {
    return model;
  }

  /** Offset of the model's name. */
  public long modelFrom() {
    return modelFrom;
  }

  /** Offset after the model's name. */
  public long modelTo() {
    return modelTo;
  }

  /** Whether a stream is asked for, as far as it has come. */
  public boolean stream() {
    return Boolean.TRUE.equals(stream);
  }

  /** Whether a file has begun. */
  public boolean file() {
    return file;
  }

  /** Whether the last boundary has come. */
  public boolean ended() {
    return state == At.END;
  }

  private static FailureException twice(String name) {
    return new FailureException(
        new Failure.BadRequest(
            "'" + name + "' appears more than once.", name, "duplicate_parameter"));
  }

  private static FailureException bad(String message, @Nullable String field) {
    return new FailureException(
        new Failure.BadRequest(message, field, field == null ? "invalid_form" : "invalid_value"));
  }
}
