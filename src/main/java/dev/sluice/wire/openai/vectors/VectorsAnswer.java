package dev.sluice.wire.openai.vectors;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A provider's answer with embeddings, read where it lies. */
public final class VectorsAnswer {
  private static final JsonKey DATA = JsonKey.of("data");
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey EMBEDDING = JsonKey.of("embedding");
  private static final JsonKey PROMPT = JsonKey.of("prompt_tokens");
  private static final JsonKey TOTAL = JsonKey.of("total_tokens");

  private final Buffer body;
  private final byte[] in;
  private final int base;
  private final JsonCursor cursor = new JsonCursor();
  private final List<Vector> vectors = new ArrayList<>();
  private boolean numbered = true;

  /** Whether there is something among the vectors that is none. */
  private boolean strange;

  private int modelFrom;
  private int modelTo;
  private boolean counted;
  private long prompt;
  private long total;

  /** A vector by its place among the inputs, and where it stands in the array. */
  private record Vector(int index, int from, int to) {}

  private VectorsAnswer(Buffer body) {
    Bytes bytes = Bytes.of(body);
    this.body = body;
    this.in = bytes.array();
    this.base = bytes.from();
    cursor.reset(in, base, bytes.to());
  }

  /**
   * Reads an answer. Throws {@link FailureException} with a {@link Failure.Garbled} when it is not
   * JSON. What is no vector in it is for others to judge, unless answers are put together.
   */
  public static VectorsAnswer read(Buffer body) {
    VectorsAnswer answer = new VectorsAnswer(body);
    try {
      answer.scan();
    } catch (MalformedJson e) {
      throw new FailureException(new Failure.Garbled("The provider's answer is not JSON."));
    }
    return answer;
  }

  private void scan() {
    if (!cursor.enter('{')) {
      return;
    }
    while (cursor.member()) {
      if (cursor.on(DATA) && cursor.peek() == '[') {
        data();
      } else if (cursor.on(USAGE) && cursor.peek() == '{') {
        usage();
      } else {
        int from = cursor.at();
        cursor.skip();
        if (cursor.on(MODEL)) {
          modelFrom = from;
          modelTo = cursor.at();
        }
      }
    }
    cursor.end();
  }

  private void data() {
    cursor.enter();
    while (cursor.item()) {
      if (cursor.peek() == '{') {
        vector();
      } else {
        strange = true;
        cursor.skip();
      }
    }
  }

  private void vector() {
    long index = JsonSkim.NOT_INTEGER;
    int from = 0;
    int to = 0;
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(INDEX)) {
        index = cursor.integer();
      } else {
        int start = cursor.at();
        cursor.skip();
        if (cursor.on(EMBEDDING)) {
          from = start;
          to = cursor.at();
        }
      }
    }
    if (to == from || (in[from] != '"' && in[from] != '[')) {
      strange = true;
      return;
    }
    boolean placed = index >= 0 && index < Integer.MAX_VALUE;
    numbered &= placed;
    vectors.add(new Vector(placed ? (int) index : vectors.size(), from, to));
  }

  private void usage() {
    counted = true;
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(PROMPT)) {
        prompt = Math.max(0, cursor.integer());
      } else if (cursor.on(TOTAL)) {
        total = Math.max(0, cursor.integer());
      } else {
        cursor.skip();
      }
    }
  }

  /**
   * The answer in the form that the client wants; the very buffer when it has it. Throws {@link
   * FailureException} with a {@link Failure.Garbled} when a vector is none.
   */
  public Buffer in(boolean base64) {
    Buffer made = null;
    int taken = base;
    for (Vector vector : vectors) {
      if (!VectorText.fits(in[vector.from], base64)) {
        made = made == null ? Buffer.buffer(body.length()) : made;
        made.appendBytes(in, taken, vector.from - taken);
        VectorText.append(made, in, vector.from, vector.to);
        taken = vector.to;
      }
    }
    return made == null ? body : made.appendBytes(in, taken, base + body.length() - taken);
  }

  /**
   * One answer of those to the batches of a request: all vectors in the order of the inputs,
   * counted through, and all that was counted together. Throws {@link FailureException} with a
   * {@link Failure.Garbled} when a batch was not answered in full.
   *
   * @param answers in the order of the batches
   * @param sizes how many inputs each batch had
   */
  public static Buffer merged(List<VectorsAnswer> answers, List<Integer> sizes, boolean base64) {
    Buffer made = Buffer.buffer().appendString("{\"object\":\"list\",\"data\":[");
    int index = 0;
    for (int batch = 0; batch < answers.size(); batch++) {
      VectorsAnswer answer = answers.get(batch);
      for (Vector vector : answer.ordered(sizes.get(batch))) {
        made.appendString(index == 0 ? "" : ",")
            .appendString("{\"object\":\"embedding\",\"index\":" + index + ",\"embedding\":");
        answer.append(made, vector, base64);
        made.appendString("}");
        index++;
      }
    }
    made.appendString("]");
    VectorsAnswer first = answers.getFirst();
    if (first.modelTo > first.modelFrom) {
      made.appendString(",\"model\":")
          .appendBytes(first.in, first.modelFrom, first.modelTo - first.modelFrom);
    }
    usage(made, answers);
    return made.appendString("}");
  }

  private static void usage(Buffer made, List<VectorsAnswer> answers) {
    long prompt = 0;
    long total = 0;
    boolean counted = true;
    for (VectorsAnswer answer : answers) {
      prompt += answer.prompt;
      total += answer.total;
      counted &= answer.counted;
    }
    if (counted) {
      made.appendString(
          ",\"usage\":{\"prompt_tokens\":" + prompt + ",\"total_tokens\":" + total + "}");
    }
  }

  private void append(Buffer made, Vector vector, boolean base64) {
    if (VectorText.fits(in[vector.from], base64)) {
      made.appendBytes(in, vector.from, vector.to - vector.from);
    } else {
      VectorText.append(made, in, vector.from, vector.to);
    }
  }

  /** The vectors by their numbers, or as they stand where they have none. */
  private List<Vector> ordered(int size) {
    List<Vector> ordered = new ArrayList<>(vectors);
    if (numbered) {
      ordered.sort(Comparator.comparingInt(Vector::index));
    }
    for (int i = 0; i < ordered.size(); i++) {
      if (numbered && ordered.get(i).index != i) {
        throw incomplete();
      }
    }
    if (strange || ordered.size() != size) {
      throw incomplete();
    }
    return ordered;
  }

  private static FailureException incomplete() {
    return new FailureException(
        new Failure.Garbled("The provider's answer has not one embedding for each input."));
  }
}
