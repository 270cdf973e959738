package dev.sluice.wire.surface;

import org.jspecify.annotations.Nullable;

/**
 * What a stream to a client is to be like.
 *
 * @param publicModel name told in place of the provider's name of the model, null to leave that
 * @param usageWanted whether the client asked for usage
 * @param maxFrame longest event taken from upstream, in bytes
 * @param requestId id of the exchange
 * @param created seconds since the epoch, told when upstream tells none
 * @param promptTokens estimate of the prompt's tokens
 * @param choices how many answers the client asked for, at least 1
 */
public record StreamTerms(
    @Nullable String publicModel,
    boolean usageWanted,
    int maxFrame,
    String requestId,
    long created,
    long promptTokens,
    int choices) {}
