package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer rests on. The dialect counts offsets in bytes, which nobody else does. */
final class GeminiCitations {
  private static final JsonKey CITATIONS = JsonKey.of("citations");
  private static final JsonKey SOURCES = JsonKey.of("citationSources");
  private static final JsonKey URI = JsonKey.of("uri");
  private static final JsonKey TITLE = JsonKey.of("title");
  private static final JsonKey CHUNKS = JsonKey.of("groundingChunks");
  private static final JsonKey SUPPORTS = JsonKey.of("groundingSupports");
  private static final JsonKey WEB = JsonKey.of("web");
  private static final JsonKey RETRIEVED = JsonKey.of("retrievedContext");
  private static final JsonKey SEGMENT = JsonKey.of("segment");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey CHUNK_INDICES = JsonKey.of("groundingChunkIndices");
  private static final String FIELD = "groundingMetadata";

  private final FieldReader in;

  GeminiCitations(FieldReader in) {
    this.in = in;
  }

  private record Origin(@Nullable String url, @Nullable String title) {
    Citation citation(@Nullable String quote) {
      return new Citation(url, title, quote, -1, -1, null);
    }
  }

  private record Support(@Nullable String text, List<Integer> chunks) {}

  /** Reads what the model recited. */
  void cited(List<Citation> into) {
    if (!in.object("citationMetadata")) {
      return;
    }
    while (in.member()) {
      if (listed()) {
        while (in.item()) {
          Origin origin = origin("citationMetadata.citations");
          if (origin.url() != null) {
            into.add(origin.citation(null));
          }
        }
      } else {
        in.skip();
      }
    }
  }

  private boolean listed() {
    boolean named = in.on(CITATIONS) || in.on(SOURCES);
    return named && in.isArray() && in.array("citationMetadata.citations");
  }

  /** Reads what was searched for the answer. */
  void grounded(List<Citation> into) {
    List<Origin> chunks = new ArrayList<>();
    List<Support> supports = new ArrayList<>();
    if (!in.object(FIELD)) {
      return;
    }
    while (in.member()) {
      if (in.on(CHUNKS) && in.isArray() && in.array(FIELD)) {
        while (in.item()) {
          chunks.add(chunk());
        }
      } else if (in.on(SUPPORTS) && in.isArray() && in.array(FIELD)) {
        while (in.item()) {
          supports.add(support());
        }
      } else {
        in.skip();
      }
    }
    for (Support support : supports) {
      for (int place : support.chunks()) {
        if (place < chunks.size()) {
          into.add(chunks.get(place).citation(support.text()));
        }
      }
    }
    if (supports.isEmpty()) {
      chunks.forEach(chunk -> into.add(chunk.citation(null)));
    }
  }

  private Origin chunk() {
    Origin origin = new Origin(null, null);
    if (in.object(FIELD)) {
      while (in.member()) {
        if (in.on(WEB) || in.on(RETRIEVED)) {
          origin = origin(FIELD);
        } else {
          in.skip();
        }
      }
    }
    return origin;
  }

  private Origin origin(String field) {
    String url = null;
    String title = null;
    if (in.object(field)) {
      while (in.member()) {
        if (in.on(URI)) {
          url = in.text(field);
        } else if (in.on(TITLE)) {
          title = in.text(field);
        } else {
          in.skip();
        }
      }
    }
    return new Origin(url, title);
  }

  private Support support() {
    String text = null;
    List<Integer> places = new ArrayList<>();
    if (in.object(FIELD)) {
      while (in.member()) {
        if (in.on(SEGMENT)) {
          text = segment();
        } else if (in.on(CHUNK_INDICES) && in.isArray() && in.array(FIELD)) {
          while (in.item()) {
            places.add((int) Math.min(in.count(), Integer.MAX_VALUE));
          }
        } else {
          in.skip();
        }
      }
    }
    return new Support(text, places);
  }

  private @Nullable String segment() {
    String text = null;
    if (in.object(FIELD)) {
      while (in.member()) {
        if (in.on(TEXT)) {
          text = in.text(FIELD);
        } else {
          in.skip();
        }
      }
    }
    return text;
  }

  /** Writes the member, unless nothing can be told. */
  static void write(JsonOut out, List<Citation> citations) {
    List<Citation> told = citations.stream().filter(one -> one.url() != null).toList();
    if (told.isEmpty()) {
      return;
    }
    out.key("citationMetadata").object().key("citations").array();
    for (Citation citation : told) {
      out.object();
      if (citation.url() != null) {
        out.member("uri", citation.url());
      }
      if (citation.title() != null) {
        out.member("title", citation.title());
      }
      out.endObject();
    }
    out.endArray().endObject();
  }
}
