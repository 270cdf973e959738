package dev.sluice.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why an exchange or an attempt could not be completed.
 *
 * <p>Three families: what the client did ({@link Client}), what the gateway decided ({@link
 * House}), what an upstream did ({@link Upstream}). The message is written for the client: it says
 * what to do, and holds no upstream address, key or stack trace.
 */
public sealed interface Failure {
  /** One sentence for the client. */
  String message();

  /** Short name for metrics and logs, from a closed set. */
  String kind();

  /** The request itself is at fault. Never retried, never held against a target. */
  sealed interface Client extends Failure {}

  /** The gateway refuses or gives up. */
  sealed interface House extends Failure {}

  /** A target did not do its part. */
  sealed interface Upstream extends Failure {}

  /**
   * The request cannot be understood.
   *
   * @param param field at fault, null when it is the whole body
   * @param code machine-readable reason, null when there is none
   */
  record BadRequest(String message, @Nullable String param, @Nullable String code)
      implements Client {
    @Override
    public String kind() {
      return "bad_request";
    }
  }

  /** No model of that name. */
  record UnknownModel(String message) implements Client {
    @Override
    public String kind() {
      return "unknown_model";
    }
  }

  /** No such path. */
  record UnknownPath(String message) implements Client {
    @Override
    public String kind() {
      return "unknown_path";
    }
  }

  /**
   * The path does not take this method.
   *
   * @param allow value of the {@code allow} header
   */
  record MethodNotAllowed(String message, String allow) implements Client {
    @Override
    public String kind() {
      return "method_not_allowed";
    }
  }

  /** The client may not ask for this. */
  record Forbidden(String message) implements Client {
    @Override
    public String kind() {
      return "forbidden";
    }
  }

  /** The body is larger than the limit. */
  record BodyTooLarge(String message) implements Client {
    @Override
    public String kind() {
      return "body_too_large";
    }
  }

  /** The body did not arrive in time. */
  record SlowBody(String message) implements Client {
    @Override
    public String kind() {
      return "slow_body";
    }
  }

  /** The client closed the connection or the stream. Nobody is left to be told. */
  record ClientGone(String message) implements Client {
    @Override
    public String kind() {
      return "client_gone";
    }
  }

  /**
   * The provider found the request at fault (400, 404, 413, 422 and the like) and is believed.
   *
   * @param status the provider's status
   * @param type the provider's error type
   * @param code the provider's error code
   * @param param the provider's field name
   */
  record Rejected(
      int status,
      String message,
      @Nullable String type,
      @Nullable String code,
      @Nullable String param)
      implements Client {
    @Override
    public String kind() {
      return "rejected";
    }
  }

  /** All places are taken and the wait was too long. */
  record Overloaded(String message, Duration retryAfter) implements House {
    @Override
    public String kind() {
      return "overloaded";
    }
  }

  /** The node is going down. */
  record Draining(String message) implements House {
    @Override
    public String kind() {
      return "draining";
    }
  }

  /** No target of the model may be tried now. */
  record NoTarget(String message, Duration retryAfter) implements House {
    @Override
    public String kind() {
      return "no_target";
    }
  }

  /**
   * The caps of all targets that could serve are spent.
   *
   * @param retryAfter when the first of them has something left again
   */
  record RateCapped(String message, Duration retryAfter) implements House {
    @Override
    public String kind() {
      return "rate_capped";
    }
  }

  /** The exchange's own deadline passed. */
  record DeadlinePassed(String message) implements House {
    @Override
    public String kind() {
      return "deadline";
    }
  }

  /** Another attempt of the same exchange had something for the client first. */
  record Outrun(String message) implements House {
    @Override
    public String kind() {
      return "outrun";
    }
  }

  /** The answer differs from the one that was begun, so that it cannot go on with it. */
  record Diverged(String message) implements House {
    @Override
    public String kind() {
      return "diverged";
    }
  }

  /** A fault of the gateway itself. */
  record Internal(String message) implements House {
    @Override
    public String kind() {
      return "internal";
    }
  }

  /**
   * The provider asks for fewer requests.
   *
   * @param retryAfter the provider's own word, null when it gave none
   * @param spent true for the billing family of 429, which waiting does not heal
   */
  record Throttled(String message, @Nullable Duration retryAfter, boolean spent)
      implements Upstream {
    @Override
    public String kind() {
      return "throttled";
    }
  }

  /** The provider does not accept the gateway's credentials. */
  record Unauthorised(String message) implements Upstream {
    @Override
    public String kind() {
      return "unauthorised";
    }
  }

  /**
   * The provider answered that it cannot serve (5xx, 408, 409).
   *
   * @param status the provider's status
   * @param retryAfter the provider's own word, null when it gave none
   */
  record Unavailable(int status, String message, @Nullable Duration retryAfter)
      implements Upstream {
    @Override
    public String kind() {
      return "unavailable";
    }
  }

  /** No connection, or one that was closed or reset before the answer began. */
  record Unreachable(String message) implements Upstream {
    @Override
    public String kind() {
      return "unreachable";
    }
  }

  /** The provider stayed silent for too long. */
  record Silent(String message) implements Upstream {
    @Override
    public String kind() {
      return "silent";
    }
  }

  /** The provider's answer is not what its dialect promises. */
  record Garbled(String message) implements Upstream {
    @Override
    public String kind() {
      return "garbled";
    }
  }

  /** The answer began and ended before its finish signal. */
  record Cut(String message) implements Upstream {
    @Override
    public String kind() {
      return "cut";
    }
  }
}
