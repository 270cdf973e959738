package dev.sluice.provider.gemini;

import dev.sluice.bus.Attempt;
import dev.sluice.config.GeminiConfig;
import dev.sluice.model.Endpoint;
import dev.sluice.provider.Manners;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where Gemini's requests go: the path names the model, and what it is to do. */
final class GeminiPaths implements Manners.Paths {
  private static final String PLAIN = "-._~";

  private final String before;
  private final String models;
  private final boolean vertex;

  GeminiPaths(GeminiConfig config) {
    GeminiConfig.@Nullable Vertex at = config.vertex();
    String version = config.versioned() ? "" : "/" + config.version();
    this.vertex = at != null;
    this.before =
        at == null
            ? version + "/"
            : version + "/projects/" + encoded(at.project()) + "/locations/" + at.location() + "/";
    this.models = at == null ? "models/" : "publishers/google/models/";
  }

  @Override
  public String of(Attempt attempt) {
    return before + named(attempt.upstreamModel()) + ":" + method(attempt);
  }

  private String method(Attempt attempt) {
    if (attempt.endpoint() == Endpoint.EMBEDDINGS) {
      return vertex ? "predict" : "batchEmbedContents";
    }
    return attempt.stream() ? "streamGenerateContent?alt=sse" : "generateContent";
  }

  /** A name with a slash says itself where it stands. */
  private String named(String model) {
    return model.indexOf('/') > 0 ? encoded(model) : models + encoded(model);
  }

  private static String encoded(String name) {
    StringBuilder made = new StringBuilder(name.length());
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter || c == '/' || PLAIN.indexOf(c) >= 0) {
        made.append(c);
      } else {
        made.append('%').append("%02x".formatted((int) c).toUpperCase(Locale.ROOT));
      }
    }
    return made.toString();
  }
}
