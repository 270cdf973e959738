package dev.sluice.telemetry;

import dev.sluice.model.Failure;
import dev.sluice.model.Outcome;

/** How an attempt or an exchange ended, as the closed set of values of a metric's label. */
public enum OutcomeKind {
  COMPLETED("completed"),
  BAD_REQUEST("bad_request"),
  UNKNOWN_MODEL("unknown_model"),
  UNKNOWN_PATH("unknown_path"),
  METHOD_NOT_ALLOWED("method_not_allowed"),
  FORBIDDEN("forbidden"),
  BODY_TOO_LARGE("body_too_large"),
  SLOW_BODY("slow_body"),
  CLIENT_GONE("client_gone"),
  REJECTED("rejected"),
  OVERLOADED("overloaded"),
  DRAINING("draining"),
  NO_TARGET("no_target"),
  RATE_CAPPED("rate_capped"),
  DEADLINE("deadline"),
  OUTRUN("outrun"),
  DIVERGED("diverged"),
  INTERNAL("internal"),
  THROTTLED("throttled"),
  UNAUTHORISED("unauthorised"),
  UNAVAILABLE("unavailable"),
  UNREACHABLE("unreachable"),
  SILENT("silent"),
  GARBLED("garbled"),
  CUT("cut");

  private final String id;

  OutcomeKind(String id) {
    this.id = id;
  }

  /** Value of the label; of a failure, its {@link Failure#kind()}. */
  public String id() {
    return id;
  }

  /** The kind of an outcome. */
  public static OutcomeKind of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> COMPLETED;
      case Outcome.Failed failed -> of(failed.failure());
      case Outcome.Refused refused -> of(refused.failure());
      case Outcome.Abandoned abandoned -> of(abandoned.failure());
    };
  }

  /** The kind of a failure. */
  public static OutcomeKind of(Failure failure) {
    return switch (failure) {
      case Failure.BadRequest _ -> BAD_REQUEST;
      case Failure.UnknownModel _ -> UNKNOWN_MODEL;
      case Failure.UnknownPath _ -> UNKNOWN_PATH;
      case Failure.MethodNotAllowed _ -> METHOD_NOT_ALLOWED;
      case Failure.Forbidden _ -> FORBIDDEN;
      case Failure.BodyTooLarge _ -> BODY_TOO_LARGE;
      case Failure.SlowBody _ -> SLOW_BODY;
      case Failure.ClientGone _ -> CLIENT_GONE;
      case Failure.Rejected _ -> REJECTED;
      case Failure.Overloaded _ -> OVERLOADED;
      case Failure.Draining _ -> DRAINING;
      case Failure.NoTarget _ -> NO_TARGET;
      case Failure.RateCapped _ -> RATE_CAPPED;
      case Failure.DeadlinePassed _ -> DEADLINE;
      case Failure.Outrun _ -> OUTRUN;
      case Failure.Diverged _ -> DIVERGED;
      case Failure.Internal _ -> INTERNAL;
      case Failure.Throttled _ -> THROTTLED;
      case Failure.Unauthorised _ -> UNAUTHORISED;
      case Failure.Unavailable _ -> UNAVAILABLE;
      case Failure.Unreachable _ -> UNREACHABLE;
      case Failure.Silent _ -> SILENT;
      case Failure.Garbled _ -> GARBLED;
      case Failure.Cut _ -> CUT;
    };
  }
}
