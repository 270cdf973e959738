package dev.sluice.wire.golden;

import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/** What golden files hold of something that was written: its bytes, or why there are none. */
final class Written {
  private Written() {}

  /** Writes a request. */
  interface Writing {
    Buffer write(Dropped dropped);
  }

  /** The request, with what was dropped of it. */
  static String told(Writing writing) {
    Dropped dropped = new Dropped(false);
    return orFailure(() -> {
      Buffer body = writing.write(dropped);
      JsonOut out = new JsonOut().object();
      if (!dropped.header().isEmpty()) {
        out.member(Dropped.HEADER, dropped.header());
      }
      return out.key("body").json(body.getBytes()).endObject().toBuffer();
    });
  }

  /** What was written, or the failure that it makes. */
  static String orFailure(Supplier<Buffer> writing) {
    try {
      return writing.get().toString();
    } catch (FailureException e) {
      JsonOut out = new JsonOut().object().member("failure", e.failure().kind());
      return out.member("message", e.failure().message()).endObject().toBuffer().toString();
    }
  }
}
