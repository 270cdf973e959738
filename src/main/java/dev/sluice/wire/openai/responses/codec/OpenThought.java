package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.json.JsonOut;
import org.jspecify.annotations.Nullable;

/** A thought that is being told. */
final class OpenThought implements OpenItem {
  private final ResponsesFrames frames;
  private final int index;
  private final String id;
  private final byte[] place;
  private final JsonOut scratch = new JsonOut();
  private final StringBuilder text = new StringBuilder();
  private boolean summed;
  private @Nullable String encrypted;

  /** A thought of which nothing was told yet. */
  OpenThought(ResponsesFrames frames, int index, String id, JsonOut out) {
    this.frames = frames;
    this.index = index;
    this.id = id;
    this.place = ResponsesFrames.place(id, index, "summary_index");
    ResponsesItems.thought(scratch, id, text, false, null);
    frames.item(ResponsesFrames.ITEM_ADDED, index, scratch.toBytes(), out);
  }

  @Override
  public int index() {
    return index;
  }

  void text(String more, JsonOut out) {
    if (!summed) {
      summed = true;
      ResponsesItems.summary(at(ResponsesFrames.SUMMARY_ADDED, out).key("part"), text);
      ResponsesFrames.end(out);
    }
    text.append(more);
    ResponsesFrames.end(at(ResponsesFrames.SUMMARY_DELTA, out).member("delta", more));
  }

  /** Takes by what its provider knows the thought again. */
  void seal(String by) {
    encrypted = by;
  }

  private JsonOut at(byte[] head, JsonOut out) {
    return frames.begin(head, out).raw(place).number(0);
  }

  @Override
  public byte[] close(String status, JsonOut out) {
    if (summed) {
      ResponsesFrames.end(
          at(ResponsesFrames.SUMMARY_TEXT_DONE, out).member("text", text.toString()));
      ResponsesItems.summary(at(ResponsesFrames.SUMMARY_DONE, out).key("part"), text);
      ResponsesFrames.end(out);
    }
    ResponsesItems.thought(scratch.clear(), id, text, summed, encrypted);
    byte[] made = scratch.toBytes();
    frames.item(ResponsesFrames.ITEM_DONE, index, made, out);
    return made;
  }
}
