package dev.sluice.model;

import org.jspecify.annotations.Nullable;

/**
 * What a client says about the choice itself. Null where it says nothing.
 *
 * @param strategy in place of the model's
 * @param preference in place of the model's
 * @param constraints beside the model's: both hold
 * @param task what the request is about
 * @param quality how good the answer has to be
 * @param explain whether the plan should come with its explanation
 */
public record Wishes(
    @Nullable Strategy strategy,
    @Nullable Preference preference,
    @Nullable Constraints constraints,
    @Nullable Task task,
    @Nullable Quality quality,
    boolean explain) {
  /** Nothing is said. */
  public static final Wishes NONE = new Wishes(null, null, null, null, null, false);
}
