package dev.sluice.pipeline;

import dev.sluice.wire.openai.ChatStream;
import java.util.function.Function;

/**
 * How an attempt goes on with an answer that another one has begun.
 *
 * @param request what to ask of the provider
 * @param streams makes the stream that fits its answer to what was sent
 */
record Sequel(ExchangeRequest request, Function<ChatStream.Options, ChatStream> streams) {}
