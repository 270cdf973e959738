package dev.sluice.wire.canonical;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.Base64Text;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import dev.sluice.wire.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks a document and takes its values by kind. Null is as good as absent. A value of the wrong
 * kind throws {@link FailureException} with a failure of whoever wrote the document, malformed JSON
 * throws {@link MalformedJson}.
 */
public final class FieldReader {
  private final JsonCursor cursor = new JsonCursor();
  private final Author author;

  /** Who wrote a document. */
  public enum Author {
    /** A client, who is told which field is at fault. */
    CLIENT,
    /** A provider, whose fault is not the client's business. */
    PROVIDER
  }

  /** A reader of documents of one author. */
  public FieldReader(Author author) {
    this.author = author;
  }

  /** Goes to the first value in the range. */
  public void reset(byte[] in, int from, int to) {
    cursor.reset(in, from, to);
  }

  /** Goes to the first value in the range and enters it, which has to be an object. */
  public void open(byte[] in, int from, int to, String field) {
    cursor.reset(in, from, to);
    if (!isObject()) {
      throw wrong(field, author == Author.CLIENT ? "must be a JSON object" : "must be an object");
    }
    cursor.enter();
  }

  /**
   * Reads a document, which is an object; that it is no JSON is a failure of its author.
   *
   * @param members reads the members of the object, and may read on behind it
   */
  public <T> T document(Bytes bytes, Supplier<T> members) {
    try {
      open(bytes.array(), bytes.from(), bytes.to(), "body");
      return members.get();
    } catch (MalformedJson e) {
      throw malformed(e, bytes.from());
    }
  }

  /**
   * Reads what an error's body says, as far as it can be understood.
   *
   * @param member reads the member that the reader is on
   * @return false when the body breaks off or a member is of the wrong kind
   */
  public static boolean understood(byte[] in, int from, int to, Consumer<FieldReader> member) {
    FieldReader reader = new FieldReader(Author.PROVIDER);
    try {
      reader.reset(in, from, to);
      if (reader.isObject() && reader.object("body")) {
        while (reader.member()) {
          member.accept(reader);
        }
      }
      return true;
    } catch (MalformedJson | FailureException e) {
      return false;
    }
  }

  /** Goes to the next member of an object; false when it has ended and was left. */
  public boolean member() {
    return cursor.member();
  }

  /** Goes to the next item of an array; false when it has ended and was left. */
  public boolean item() {
    return cursor.item();
  }

  /**
   * Goes to the next item of an array and enters it, which has to be an object; false when the
   * array has ended and was left.
   */
  public boolean nextObject(String field) {
    if (!cursor.item()) {
      return false;
    }
    if (!object(field)) {
      throw wrong(field, "must hold objects");
    }
    return true;
  }

  /** Whether the member has this name. */
  public boolean on(JsonKey key) {
    return cursor.on(key);
  }

  /** The member's name. */
  public String name() {
    return cursor.name();
  }

  /** Leaves the value out. */
  public void skip() {
    cursor.skip();
  }

  /** Makes sure that nothing is left. */
  public void end() {
    cursor.end();
  }

  /** Whether the value is text. */
  public boolean isText() {
    return cursor.peek() == '"';
  }

  /** Whether the value is an object. */
  public boolean isObject() {
    return cursor.peek() == '{';
  }

  /** Whether the value is an array. */
  public boolean isArray() {
    return cursor.peek() == '[';
  }

  /** Enters an object; false when it is null, which is left. */
  public boolean object(String field) {
    return enter('{', field, "an object");
  }

  /** Enters an array; false when it is null, which is left. */
  public boolean array(String field) {
    return enter('[', field, "an array");
  }

  private boolean enter(char bracket, String field, String what) {
    if (cursor.skipNull()) {
      return false;
    }
    if (cursor.peek() != bracket) {
      throw wrong(field, "must be " + what);
    }
    cursor.enter();
    return true;
  }

  /** Text, null for null. */
  public @Nullable String text(String field) {
    if (cursor.peek() == '"') {
      return cursor.string();
    }
    if (cursor.skipNull()) {
      return null;
    }
    throw wrong(field, "must be a string");
  }

  /** Text, empty for null. */
  public String textOrEmpty(String field) {
    String text = text(field);
    return text == null ? "" : text;
  }

  /** Text of the alphabet of base64, null for null. */
  public @Nullable Base64Text base64(String field) {
    if (cursor.peek() == '"') {
      int from = cursor.at();
      cursor.skip();
      return Base64Text.of(cursor.bytes(), from + 1, cursor.at() - 1);
    }
    if (cursor.skipNull()) {
      return null;
    }
    throw wrong(field, "must be a string");
  }

  /** An address, or data in the form of one; null for null. */
  public @Nullable Source source(String field) {
    if (cursor.peek() == '"') {
      int from = cursor.at();
      cursor.skip();
      Source source = DataUrl.source(cursor.bytes(), from + 1, cursor.at() - 1);
      if (source == null) {
        throw wrong(field, "must be an http or https URL, or a data URL in base64");
      }
      return source;
    }
    if (cursor.skipNull()) {
      return null;
    }
    throw wrong(field, "must be a string");
  }

  /** True or false, null for null. */
  public @Nullable Boolean flag(String field) {
    byte first = cursor.peek();
    if (first == 't' || first == 'f') {
      cursor.skip();
      return first == 't';
    }
    if (cursor.skipNull()) {
      return null;
    }
    throw wrong(field, "must be true or false");
  }

  /** A number, null for null. */
  public @Nullable Double decimal(String field) {
    if (cursor.skipNull()) {
      return null;
    }
    double number = cursor.decimal();
    if (!Double.isFinite(number)) {
      throw wrong(field, "must be a number");
    }
    return number;
  }

  /** An integer of at most 18 digits, null for null. */
  public @Nullable Long whole(String field) {
    if (cursor.skipNull()) {
      return null;
    }
    long number = cursor.integer();
    if (number == JsonSkim.NOT_INTEGER) {
      throw wrong(field, "must be an integer");
    }
    return number;
  }

  /** An integer, 0 for anything else. */
  public long count() {
    long number = cursor.integer();
    return number == JsonSkim.NOT_INTEGER || number < 0 ? 0 : number;
  }

  /** The count that an object has under a name, -1 when it has none. */
  public long count(String field, JsonKey key) {
    long count = -1;
    if (object(field)) {
      while (cursor.member()) {
        if (cursor.on(key)) {
          count = count();
        } else {
          cursor.skip();
        }
      }
    }
    return count;
  }

  /**
   * What the items of an array are read as, those left out that are read as null; nothing for any
   * other value.
   */
  public <T> List<T> list(String field, Function<FieldReader, @Nullable T> item) {
    List<T> read = new ArrayList<>();
    if (!isArray()) {
      skip();
    } else if (array(field)) {
      while (item()) {
        T one = item.apply(this);
        if (one != null) {
          read.add(one);
        }
      }
    }
    return read;
  }

  /** Any value, null for null. */
  public @Nullable Json json() {
    return cursor.skipNull() ? null : cursor.json();
  }

  /** An object that nobody looks into, null for null. */
  public @Nullable Json objectJson(String field) {
    if (cursor.skipNull()) {
      return null;
    }
    if (cursor.peek() != '{') {
      throw wrong(field, "must be an object");
    }
    return cursor.json();
  }

  /** Leaves null behind; false, and nothing moved, when it is another value. */
  public boolean skipNull() {
    return cursor.skipNull();
  }

  /** Offset of the value that the reader is on, or after the one just left. */
  public int at() {
    return cursor.at();
  }

  /** The value, which is there. */
  public <T> T given(@Nullable T value, String field) {
    if (value == null) {
      throw wrong(field, "must be given");
    }
    return value;
  }

  /** The failure of a field. */
  public FailureException wrong(String field, String rule) {
    return new FailureException(
        switch (author) {
          case CLIENT ->
              new Failure.BadRequest("The field `" + field + "` " + rule + ".", field, null);
          case PROVIDER ->
              new Failure.Garbled("The provider's answer is odd: `" + field + "` " + rule + ".");
        });
  }

  /** The failure of a document that is not JSON. */
  public FailureException malformed(MalformedJson fault, int from) {
    return new FailureException(
        switch (author) {
          case CLIENT ->
              new Failure.BadRequest(
                  "The body is not valid JSON: look at byte " + (fault.at() - from) + ".",
                  null,
                  null);
          case PROVIDER -> new Failure.Garbled("The provider's answer is not JSON.");
        });
  }
}
