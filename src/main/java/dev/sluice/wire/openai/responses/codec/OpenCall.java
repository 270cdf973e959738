package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.json.JsonOut;
import java.nio.charset.StandardCharsets;

/** A call that is being told. */
final class OpenCall implements OpenItem {
  private final ResponsesFrames frames;
  private final int index;
  private final String id;
  private final String callId;
  private final String name;
  private final byte[] place;
  private final JsonOut scratch = new JsonOut();
  private final StringBuilder arguments = new StringBuilder();

  /** A call without arguments as yet. */
  OpenCall(ResponsesFrames frames, int index, String id, String callId, String name, JsonOut out) {
    this.frames = frames;
    this.index = index;
    this.id = id;
    this.callId = callId;
    this.name = name;
    this.place =
        (",\"item_id\":\"" + id + "\",\"output_index\":" + index + ",")
            .getBytes(StandardCharsets.US_ASCII);
    ResponsesItems.call(scratch, id, ResponsesWords.IN_PROGRESS, callId, name, "");
    frames.item(ResponsesFrames.ITEM_ADDED, index, scratch.toBytes(), out);
  }

  @Override
  public int index() {
    return index;
  }

  void more(String piece, JsonOut out) {
    arguments.append(piece);
    frames.begin(ResponsesFrames.ARGUMENTS_DELTA, out).raw(place).member("delta", piece);
    ResponsesFrames.end(out);
  }

  @Override
  public byte[] close(String status, JsonOut out) {
    if (arguments.isEmpty()) {
      more("{}", out);
    }
    String whole = arguments.toString();
    frames.begin(ResponsesFrames.ARGUMENTS_DONE, out).raw(place).member("arguments", whole);
    ResponsesFrames.end(out.member("name", name));
    ResponsesItems.call(scratch.clear(), id, status, callId, name, whole);
    byte[] made = scratch.toBytes();
    frames.item(ResponsesFrames.ITEM_DONE, index, made, out);
    return made;
  }
}
