package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.JsonOut;
import java.util.List;

/**
 * Writes the speech that a model made. The dialect names no format in an answer, since its clients
 * ask for one; here the provider chose it, so its media type is told beside.
 */
final class ChatAudio {
  private ChatAudio() {}

  /**
   * The member, unless there is none. The dialect has a place for one recording; further ones stand
   * in a list beside it.
   *
   * @param id of the answer
   */
  static void write(JsonOut out, List<Part> parts, String id) {
    List<Part.Audio> all =
        parts.stream().filter(Part.Audio.class::isInstance).map(Part.Audio.class::cast).toList();
    if (all.isEmpty()) {
      return;
    }
    out.key("audio");
    one(out, all.getFirst(), id);
    if (all.size() > 1) {
      out.key("further_audio").array();
      all.subList(1, all.size()).forEach(audio -> one(out, audio, id));
      out.endArray();
    }
  }

  /** A recording, which a stream tells whole as well. */
  static void one(JsonOut out, Part.Audio audio, String id) {
    out.object().member("id", "audio_" + id).key("data").quote();
    audio.source().data().write(out);
    out.endText().member("transcript", "").member("expires_at", 0);
    out.member("media_type", audio.source().mediaType()).endObject();
  }
}
