package dev.sluice.wire.canonical;

/** A dialect as providers speak it. Holds no state of an exchange. */
public interface ProviderDialect {
  /**
   * Writes a request.
   *
   * <p>Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} that names the field when it cannot be carried.
   *
   * @param request what is asked; its model is the client's name
   * @param upstream the model that it goes to
   * @param dropped told of what is left out
   */
  Carried write(CanonicalRequest request, Upstream upstream, Dropped dropped);

  /** Whether images and documents must be sent as bytes, so that those behind URLs are fetched. */
  default boolean bytesOnly() {
    return false;
  }

  /** Whether one request may ask for several answers; where not, each is asked for by itself. */
  default boolean choices() {
    return false;
  }

  /**
   * Whether a request may say that no two calls are to come at once; where not, the first of them
   * is taken.
   */
  default boolean callsAlone() {
    return true;
  }

  /** What the content type of an answer begins with, in lower case. */
  default String media(boolean stream) {
    return stream ? "text/event-stream" : "application/json";
  }
}
