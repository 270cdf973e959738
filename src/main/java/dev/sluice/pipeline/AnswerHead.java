package dev.sluice.pipeline;

import dev.sluice.model.TargetId;

/**
 * What the answer's headers say about its way.
 *
 * @param target who answers
 * @param attempts how many attempts that took, at least 1
 */
public record AnswerHead(TargetId target, int attempts) {}
