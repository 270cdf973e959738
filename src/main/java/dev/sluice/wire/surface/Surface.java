package dev.sluice.wire.surface;

import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The API of one dialect as the house serves it. Holds no state of an exchange.
 *
 * <p>Answers reach it in its own dialect: they come from a provider that speaks it, or were
 * translated before.
 */
public interface Surface {
  /** The dialect that is spoken here. */
  Dialect dialect();

  /** What can be asked for by POST, by paths without the prefix of the configuration. */
  Map<String, Operation> operations();

  /** What a path asks for that names a model, null when it is none of this API's. */
  default @Nullable Operation find(String path) {
    return null;
  }

  /**
   * What a path names that would have to be stored, told as its absence; null where it names no
   * such thing.
   *
   * @param path without prefix
   */
  default @Nullable Failure missing(String path) {
    return null;
  }

  /** Operations whose paths name a model, which stands there as <code>{model}</code>. */
  default Map<String, Operation> naming() {
    return Map.of();
  }

  /** Whether all that is said of a path without prefix, even that it is none, is said here. */
  boolean owns(String path);

  /**
   * Reads what is decided on of a request. Throws {@link dev.sluice.model.FailureException} with a
   * {@link Failure.BadRequest} when the body is not JSON, or a header or a field that is decided on
   * is at fault.
   *
   * @param headers value of a header by its lower-case name
   */
  ChatEnvelope envelope(
      Operation operation, Buffer body, Function<String, @Nullable String> headers);

  /**
   * Headers of a request that a provider of the same dialect may be told of, by lower-case name.
   * What of them it is told is for the provider's settings to say.
   *
   * @param headers value of a header by its lower-case name
   */
  default Map<String, String> hints(Function<String, @Nullable String> headers) {
    return Map.of();
  }

  /**
   * The body for a target, still in this dialect; the very same buffer when nothing has to change.
   *
   * @param envelope what was read from this body
   * @param upstreamModel the target's name for the model
   */
  Buffer prepare(Endpoint endpoint, Buffer body, ChatEnvelope envelope, String upstreamModel);

  /** The stream that answers one attempt. */
  AnswerStream stream(Endpoint endpoint, StreamTerms terms);

  /**
   * Another form in which the client wants a stream, null for events.
   *
   * @param query of the request's URI, null for none
   */
  default @Nullable StreamForm form(@Nullable String query) {
    return null;
  }

  /**
   * Checks a whole answer of status 200. Throws {@link dev.sluice.model.FailureException} with a
   * {@link Failure.Garbled} when it is none, or with what an error within it stands for.
   *
   * @param publicModel name put in place of the answer's model, null to leave the provider's
   */
  WholeAnswer answer(Endpoint endpoint, Buffer body, @Nullable String publicModel);

  /** The answer to who asks how many tokens a prompt has. */
  Buffer counted(int tokens);

  /**
   * What keeps a silent stream alive.
   *
   * @param begun whether something of the answer was sent
   */
  Buffer heartbeat(boolean begun);

  /** Name of the header by which clients know an answer again, beside the house's own. */
  default @Nullable String idHeader() {
    return null;
  }

  /** HTTP status of a failure. */
  int status(Failure failure);

  /** Body of a failure. */
  Buffer failure(Failure failure, String requestId);

  /** A failure as the last event of a stream that has begun. */
  Buffer failureEvent(Failure failure, String requestId);
}
