package dev.sluice.wire.openai.responses;

import dev.sluice.model.Failure;
import dev.sluice.wire.openai.ErrorBody;
import dev.sluice.wire.openai.ProviderFailure;
import org.jspecify.annotations.Nullable;

/** Turns what a response object says of its failure into a {@link Failure}. */
public final class ResponsesFailure {
  private static final String INVALID = "invalid_request_error";

  private ResponsesFailure() {}

  /**
   * The failure of a response whose status is {@code failed}.
   *
   * @param code its code, null when it says none
   * @param message its message, null when it says none
   */
  public static Failure of(@Nullable String code, @Nullable String message) {
    String type = code != null && ofRequest(code) ? INVALID : null;
    return ProviderFailure.within(new ErrorBody(message, type, code, null));
  }

  /** The failure that an event of type {@code error}, or an error body, stands for. */
  public static Failure within(byte[] in, int from, int to) {
    return ProviderFailure.within(ErrorBody.read(in, from, to));
  }

  /** Whether the request is at fault: a prompt or an image that the provider does not take. */
  private static boolean ofRequest(String code) {
    return code.startsWith("invalid_") || code.contains("image");
  }
}
