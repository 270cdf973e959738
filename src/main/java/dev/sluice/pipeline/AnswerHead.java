package dev.sluice.pipeline;

import dev.sluice.model.TargetId;
import org.jspecify.annotations.Nullable;

/**
 * What the answer's headers say about its way.
 *
 * @param target who answers
 * @param attempts how many attempts that took, at least 1
 * @param model the model that was served, null when it is the one that the client asked for
 * @param type the media type of an answer that is neither JSON nor a stream, null of those
 * @param dropped what of the request was not carried to the target, null for nothing
 */
public record AnswerHead(
    TargetId target,
    int attempts,
    @Nullable String model,
    @Nullable String type,
    @Nullable String dropped) {}
