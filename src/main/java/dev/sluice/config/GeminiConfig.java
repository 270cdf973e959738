package dev.sluice.config;

import dev.sluice.model.Dialect;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider that speaks Google's Gemini API: AI Studio by a key, or Vertex by a service account or
 * a key.
 *
 * @param connection how it is reached; its base URL may end in a version or not
 * @param version of the API, for example {@link #BETA}
 * @param vertex where the models are at Vertex, null for AI Studio
 */
public record GeminiConfig(ConnectionConfig connection, String version, @Nullable Vertex vertex)
    implements ConnectedConfig {
  /** Base URL of AI Studio. */
  public static final String AI_STUDIO = "https://generativelanguage.googleapis.com";

  /** The version of AI Studio that knows all features. */
  public static final String BETA = "v1beta";

  /** The version of Vertex. */
  public static final String FIRST = "v1";

  /** What both take, save the newest models of Vertex. */
  private static final int AT_ONCE = 100;

  private static final Pattern VERSION = Pattern.compile("v[0-9]{1,2}([a-z]+[0-9]{0,2})?");
  private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9:._-]{0,99}");

  public GeminiConfig {
    connection = connection.withoutAccount();
    new Rules()
        .require(VERSION.matcher(version).matches(), "version", "must be like v1 or v1beta")
        .enforce();
  }

  /**
   * Where the models are at Vertex.
   *
   * @param project id of the project that pays
   * @param location for example {@code europe-west4} or {@code global}
   * @param credentials path of the service account's file, null where a key is sent
   */
  public record Vertex(String project, String location, @Nullable String credentials) {
    public Vertex {
      new Rules()
          .require(WORD.matcher(project).matches(), "project", "must be the id of a project")
          .require(WORD.matcher(location).matches(), "location", "must be like europe-west4")
          .enforce();
    }

    /** Base URL of the location. */
    public String baseUrl() {
      return location.equals("global")
          ? "https://aiplatform.googleapis.com"
          : "https://" + location + "-aiplatform.googleapis.com";
    }
  }

  /** How many texts a model is asked to turn into vectors at once, at least 1. */
  public int textsAtOnce(String model) {
    return vertex != null && model.startsWith("gemini-embedding") ? 1 : AT_ONCE;
  }

  @Override
  public Dialect dialect() {
    return Dialect.GEMINI;
  }

  /** Whether the base URL says the version itself. */
  public boolean versioned() {
    String path = connection.baseUrl().getRawPath();
    return VERSION.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
  }
}
