package dev.sluice.wire.surface;

import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All surfaces of the house. */
public final class Surfaces {
  /** OpenAI's, which also speaks wherever no other one is at home. */
  public static final Surface OPENAI = new OpenAiSurface();

  /** Google's. */
  public static final Surface GEMINI = new GeminiSurface();

  private static final Surface ANTHROPIC = new AnthropicSurface();

  private static final Surface RESPONSES = new ResponsesSurface();

  /** Each of them. */
  public static final List<Surface> ALL = List.of(OPENAI, ANTHROPIC, GEMINI, RESPONSES);

  /** A chat as OpenAI's clients ask for one. */
  public static final Operation CHAT = Operation.of(OPENAI, Endpoint.CHAT);

  private static final Map<Dialect, Surface> BY_DIALECT = byDialect();

  private Surfaces() {}

  /** That of a dialect which clients speak. */
  public static Surface of(Dialect dialect) {
    Surface surface = BY_DIALECT.get(dialect);
    if (surface == null) {
      throw new IllegalArgumentException("no client speaks " + dialect.id());
    }
    return surface;
  }

  /** What a path without prefix asks for though it stands in no table, null for nothing. */
  public static @Nullable Operation find(String path) {
    for (Surface surface : ALL) {
      Operation found = surface.find(path);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * Whose words a client understands who asks for a path.
   *
   * @param path without prefix
   * @param version the client's {@code anthropic-version}, null for none
   */
  public static Surface speaking(String path, @Nullable String version) {
    for (Surface surface : ALL) {
      if (surface.owns(path)) {
        return surface;
      }
    }
    return version == null ? OPENAI : ANTHROPIC;
  }

  private static Map<Dialect, Surface> byDialect() {
    Map<Dialect, Surface> all = new EnumMap<>(Dialect.class);
    ALL.forEach(surface -> all.put(surface.dialect(), surface));
    return all;
  }
}
