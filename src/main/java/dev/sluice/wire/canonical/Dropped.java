package dev.sluice.wire.canonical;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a request is not carried to a target, and why. In a strict exchange nothing may be left
 * out, and the first thing that would be makes a refusal.
 */
public final class Dropped {
  /** Name of the header that tells the client. */
  public static final String HEADER = "x-sluice-dropped";

  private static final int MOST = 32;

  private final boolean strict;
  private final List<Loss> losses = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param strict whether nothing may be left out
   */
  public Dropped(boolean strict) {
    this.strict = strict;
  }

  /**
   * A field that was left out.
   *
   * @param field its name in the dialect of the client, for example {@code seed}
   * @param reason why, in few words of ASCII
   */
  public record Loss(String field, String reason) {}

  /**
   * Leaves a field out. Throws {@link FailureException} with a {@link Failure.BadRequest} when the
   * exchange is strict.
   */
  public void drop(String field, String reason) {
    if (strict) {
      throw refusal(field, reason);
    }
    Loss loss = new Loss(field, reason);
    if (losses.size() < MOST && !losses.contains(loss)) {
      losses.add(loss);
    }
  }

  /** Leaves a field out that has no counterpart, if it was given; null for not. */
  public void lost(String field, @Nullable Object value) {
    if (value != null) {
      drop(field, "no counterpart");
    }
  }

  /** The refusal of a request whose answer would be another without the field. */
  public static FailureException refusal(String field, String reason) {
    return new FailureException(
        new Failure.BadRequest(
            "The field `" + field + "` cannot be served by this model's provider: " + reason + ".",
            field,
            "unsupported_parameter"));
  }

  /** What was left out, at most 32 things. */
  public List<Loss> losses() {
    return List.copyOf(losses);
  }

  /** Value of the header {@link #HEADER}: fields with their reasons; empty when there are none. */
  public String header() {
    StringBuilder line = new StringBuilder();
    for (Loss loss : losses) {
      line.append(line.isEmpty() ? "" : ", ");
      for (int i = 0; i < loss.field.length(); i++) {
        char c = loss.field.charAt(i);
        line.append(c > ' ' && c < 0x7F && c != ',' && c != ';' ? c : '_');
      }
      line.append("; reason=\"").append(loss.reason).append('"');
    }
    return line.toString();
  }
}
