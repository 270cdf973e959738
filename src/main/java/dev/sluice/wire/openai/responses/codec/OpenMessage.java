package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayList;
import java.util.List;

/** A message that is being told, part by part. */
final class OpenMessage implements OpenItem {
  private static final byte[] EMPTY = {};

  private final ResponsesFrames frames;
  private final int index;
  private final String id;
  private final JsonOut scratch = new JsonOut();
  private final List<byte[]> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final List<Citation> citations = new ArrayList<>();
  private final List<Json> logprobs = new ArrayList<>();
  private byte[] place = EMPTY;
  private boolean open;
  private boolean refuses;

  /** A message of which nothing was told yet. */
  OpenMessage(ResponsesFrames frames, int index, String id, JsonOut out) {
    this.frames = frames;
    this.index = index;
    this.id = id;
    ResponsesItems.message(scratch, id, ResponsesWords.IN_PROGRESS, List.of());
    frames.item(ResponsesFrames.ITEM_ADDED, index, scratch.toBytes(), out);
  }

  @Override
  public int index() {
    return index;
  }

  void text(String more, JsonOut out) {
    open(false, out);
    text.append(more);
    at(ResponsesFrames.TEXT_DELTA, out).member("delta", more);
    ResponsesFrames.end(out.key("logprobs").array().endArray());
  }

  void refusal(String more, JsonOut out) {
    open(true, out);
    text.append(more);
    ResponsesFrames.end(at(ResponsesFrames.REFUSAL_DELTA, out).member("delta", more));
  }

  void cite(Citation citation, JsonOut out) {
    open(false, out);
    at(ResponsesFrames.ANNOTATION, out).member("annotation_index", citations.size());
    citations.add(citation);
    ResponsesCitations.write(out.key("annotation"), citation, text.length());
    ResponsesFrames.end(out);
  }

  void logprobs(Json told, JsonOut out) {
    open(false, out);
    logprobs.add(told);
  }

  /** Begins an event of the part at hand up to its own members. */
  private JsonOut at(byte[] head, JsonOut out) {
    return frames.begin(head, out).raw(place).number(parts.size());
  }

  private void open(boolean refusal, JsonOut out) {
    if (open && refuses == refusal) {
      return;
    }
    endPart(out);
    open = true;
    refuses = refusal;
    place = ResponsesFrames.place(id, index, "content_index");
    at(ResponsesFrames.PART_ADDED, out).key("part");
    part(out);
    ResponsesFrames.end(out);
  }

  private void part(JsonOut out) {
    if (refuses) {
      ResponsesItems.refusal(out, text);
    } else {
      ResponsesItems.text(out, text, citations, logprobs);
    }
  }

  /** Ends the part at hand, if there is one. */
  void endPart(JsonOut out) {
    if (!open) {
      return;
    }
    if (refuses) {
      at(ResponsesFrames.REFUSAL_DONE, out).member("refusal", text.toString());
    } else {
      at(ResponsesFrames.TEXT_DONE, out).member("text", text.toString());
      out.key("logprobs").json(new Json(ResponsesLogprobs.joined(logprobs)));
    }
    ResponsesFrames.end(out);
    part(scratch.clear());
    byte[] made = scratch.toBytes();
    ResponsesFrames.end(at(ResponsesFrames.PART_DONE, out).key("part").json(made));
    parts.add(made);
    open = false;
    text.setLength(0);
    citations.clear();
    logprobs.clear();
  }

  @Override
  public byte[] close(String status, JsonOut out) {
    endPart(out);
    ResponsesItems.message(scratch.clear(), id, status, parts);
    byte[] made = scratch.toBytes();
    frames.item(ResponsesFrames.ITEM_DONE, index, made, out);
    return made;
  }
}
