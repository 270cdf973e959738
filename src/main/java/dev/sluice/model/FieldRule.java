package dev.sluice.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done with one field of a request before it goes to a provider that does not know it, or
 * knows it in another way.
 *
 * @param treatment what is done with the field whatever it says
 * @param name the provider's name of the field, null when it is the same
 * @param words texts that stand for others, by the text that a client says
 * @param kinds values that the provider knows, empty for all: a text, the {@code type} of an
 *     object, or the JSON of anything else
 * @param least smallest number that the provider takes, NaN for no bound
 * @param most largest number that the provider takes, NaN for no bound
 * @param otherwise what is done with a value that the provider does not take; {@link
 *     Treatment#KEEP} puts the nearest bound in place of a number, and passes anything else on
 * @param absent JSON that is sent where the client says nothing, null for nothing
 */
public record FieldRule(
    Treatment treatment,
    @Nullable String name,
    Map<String, String> words,
    Set<String> kinds,
    double least,
    double most,
    Treatment otherwise,
    @Nullable String absent) {
  /** The field is left out. */
  public static final FieldRule DROP = of(Treatment.DROP);

  /** A request with the field is refused. */
  public static final FieldRule REFUSE = of(Treatment.REFUSE);

  /** The field passes as it is. */
  public static final FieldRule KEEP = of(Treatment.KEEP);

  /** What becomes of a field or of a value. */
  public enum Treatment {
    /** It goes on. */
    KEEP("keep"),
    /** It is left out, and the client is told. */
    DROP("drop"),
    /** The request is refused. */
    REFUSE("refuse");

    private final String id;

    Treatment(String id) {
      this.id = id;
    }

    /** Name of the treatment in configuration. */
    public String id() {
      return id;
    }
  }

  public FieldRule {
    words = Map.copyOf(words);
    kinds = Set.copyOf(kinds);
    if (least > most) {
      throw new IllegalArgumentException("a field's least is not above its most");
    }
  }

  private static FieldRule of(Treatment treatment) {
    return new FieldRule(
        treatment, null, Map.of(), Set.of(), Double.NaN, Double.NaN, Treatment.KEEP, null);
  }

  /** A field that the provider knows by another name. */
  public static FieldRule renamed(String name) {
    return new FieldRule(
        Treatment.KEEP, name, Map.of(), Set.of(), Double.NaN, Double.NaN, Treatment.KEEP, null);
  }

  /** Whether numbers have bounds. */
  public boolean bounded() {
    return !Double.isNaN(least) || !Double.isNaN(most);
  }
}
