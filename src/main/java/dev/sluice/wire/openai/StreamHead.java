package dev.sluice.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.wire.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What all frames of a stream have in common: id, created and model, as its first frame says. */
final class StreamHead {
  private static final String OBJECT = "chat.completion.chunk";
  private static final String NO_MODEL = "unknown";

  private final ChatStream.Options options;
  private final byte @Nullable [] publicModel;
  private byte @Nullable [] id;
  private byte[] created;
  private byte[] model;

  StreamHead(ChatStream.Options options) {
    this.options = options;
    String name = options.publicModel();
    this.publicModel = name == null ? null : JsonText.encode(name);
    this.created = Long.toString(options.created()).getBytes(StandardCharsets.US_ASCII);
    this.model = publicModel == null ? JsonText.encode(NO_MODEL) : publicModel;
  }

  /** Whether the frame has the id of the stream, or is the first to say one. */
  boolean fits(ChunkScan scan, byte[] in) {
    return id == null || Arrays.equals(in, scan.idFrom, scan.idTo, id, 0, id.length);
  }

  /** Takes over the head of a stream that this one goes on with. */
  void adopt(String begunId, long begunCreated, String begunModel) {
    id = JsonText.encode(begunId);
    created = Long.toString(begunCreated).getBytes(StandardCharsets.US_ASCII);
    model = JsonText.encode(begunModel);
  }

  /** Takes note of a frame that fits. */
  void take(ChunkScan scan, byte[] in) {
    if (id == null) {
      id = Arrays.copyOfRange(in, scan.idFrom, scan.idTo);
      created = Arrays.copyOfRange(in, scan.createdFrom, scan.createdTo);
      if (publicModel == null) {
        model = Arrays.copyOfRange(in, scan.modelFrom, scan.modelTo);
      }
    }
  }

  /** Whether the model that a frame tells is what the client may see. */
  boolean names(byte[] in, int from, int to) {
    return publicModel == null || Arrays.equals(in, from, to, publicModel, 0, publicModel.length);
  }

  /** The model's name as JSON, where a frame's own may not be seen. */
  byte[] model() {
    return model;
  }

  /** Puts the head of a frame right. */
  void repair(ObjectNode frame) {
    JsonNode said = frame.path("created");
    boolean dated = said.isIntegralNumber() && said.canConvertToLong();
    if (id == null) {
      String first = frame.path("id").asText("");
      id = JsonText.encode(first.isBlank() ? options.fallbackId() : first);
      if (dated) {
        created = said.asText().getBytes(StandardCharsets.US_ASCII);
      }
      String name = frame.path("model").asText("");
      if (publicModel == null && !name.isBlank()) {
        model = JsonText.encode(name);
      }
    }
    frame.put("id", JsonText.decode(id, 1, id.length - 1));
    frame.put("object", OBJECT);
    if (!dated) {
      frame.put("created", Long.parseLong(new String(created, StandardCharsets.US_ASCII)));
    }
    boolean named = frame.path("model").isTextual() && !frame.path("model").asText().isBlank();
    if (publicModel != null || !named) {
      frame.put("model", JsonText.decode(model, 1, model.length - 1));
    }
  }

  /** A frame with usage and nothing else. */
  Buffer usage(byte[] usage) {
    byte[] told = id == null ? JsonText.encode(options.fallbackId()) : id;
    return Buffer.buffer(256)
        .appendString("data: {\"id\":")
        .appendBytes(told)
        .appendString(",\"object\":\"" + OBJECT + "\",\"created\":")
        .appendBytes(created)
        .appendString(",\"model\":")
        .appendBytes(model)
        .appendString(",\"choices\":[],\"usage\":")
        .appendBytes(usage)
        .appendString("}\n\n");
  }
}
