package dev.sluice.provider.translation;

/** Why something was not fetched. Has no stack trace: it is not a bug. */
final class MediaFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final MediaMeters.Result result;

  /**
   * A fault.
   *
   * @param reason goes on from "it could not be fetched:"
   */
  MediaFault(MediaMeters.Result result, String reason) {
    super(reason, null, false, false);
    this.result = result;
  }

  MediaMeters.Result result() {
    return result;
  }
}
