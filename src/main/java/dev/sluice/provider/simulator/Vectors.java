package dev.sluice.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.wire.json.JsonTree;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up embeddings: vectors of length 1 that follow from their text alone. */
final class Vectors {
  private static final int DIMENSIONS = 64;
  private static final int MOST_DIMENSIONS = 4096;

  private Vectors() {}

  /** The answer to a request for embeddings, whose body is valid JSON with an {@code input}. */
  static Completion answer(Buffer body, String model) {
    JsonNode ask = JsonTree.read(body.getBytes(), 0, body.length());
    boolean base64 = ask.path("encoding_format").asText("").equals("base64");
    int dimensions = Math.clamp(ask.path("dimensions").asInt(DIMENSIONS), 1, MOST_DIMENSIONS);
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = answer.putArray("data");
    int tokens = 0;
    for (String text : texts(ask.path("input"))) {
      ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      float[] vector = vector(text, dimensions);
      if (base64) {
        item.put("embedding", base64(vector));
      } else {
        ArrayNode numbers = item.putArray("embedding");
        for (float number : vector) {
          numbers.add(number);
        }
      }
      tokens += Math.ceilDiv(text.length(), 4);
    }
    answer.put("model", model);
    answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    Buffer bytes = Buffer.buffer(JsonTree.write(answer));
    return new Completion(bytes, new int[] {bytes.length() / 2, bytes.length()});
  }

  /** One text, several, one text as tokens, or several. */
  private static List<String> texts(JsonNode input) {
    boolean several = input.isArray() && !input.isEmpty() && !input.path(0).isNumber();
    if (!several) {
      return List.of(text(input));
    }
    List<String> texts = new ArrayList<>();
    input.forEach(item -> texts.add(text(item)));
    return texts;
  }

  private static String text(JsonNode item) {
    return item.isTextual() ? item.asText() : item.toString();
  }

  private static float[] vector(String text, int dimensions) {
    long seed = 0;
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      seed = seed * 31 + one;
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] raw = random.doubles(dimensions, -1, 1).toArray();
    double sum = 0;
    for (double number : raw) {
      sum += number * number;
    }
    float[] vector = new float[dimensions];
    for (int k = 0; k < dimensions; k++) {
      vector[k] = (float) (raw[k] / Math.sqrt(sum));
    }
    return vector;
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : vector) {
      bytes.putFloat(number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
