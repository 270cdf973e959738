package dev.sluice.ingress;

import dev.sluice.bus.Upload;
import dev.sluice.ingress.upload.Spool;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.pipeline.Lane;
import dev.sluice.pipeline.Watchdog;
import dev.sluice.wire.form.FormScan;
import dev.sluice.wire.openai.ChatEnvelope;
import dev.sluice.wire.openai.ChatProfile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a form in: the exchange begins as soon as the model is known and a file has begun, or the
 * form has ended; its bytes are kept so that they can be sent again. Confined to its lane.
 *
 * <p>What is held is bounded: {@code limits.upload_memory} bytes in memory and the rest on disk,
 * within {@code limits.upload} for the form and {@code limits.upload_disk} for all of the node. The
 * client is paused where it runs ahead of the provider or of the disk.
 */
final class FormReader extends Watchdog.Entry implements Intake, Spool.Watcher, Upload {
  /** Told when the exchange can begin; of a failure also after that, unless released before. */
  interface Listener {
    void formed(ChatEnvelope envelope, Upload upload);

    void failed(Failure failure);
  }

  private static final ChatProfile NO_PROFILE = new ChatProfile(0, Set.of(), 0, 0, null, null);

  private final HttpServerRequest request;
  private final Lane lane;
  private final BodyMemory memory;
  private final Listener listener;
  private final String type;
  private final Spool spool;
  private final int limit;
  private @Nullable FormScan scan;
  private long announced;
  private long started;
  private long lastCame;
  private int reserved;
  private boolean reading;
  private boolean paused;
  private boolean begun;

  FormReader(HttpServerRequest request, Lane lane, BodyMemory memory, Listener listener) {
    this.request = request;
    this.lane = lane;
    this.memory = memory;
    this.listener = listener;
    this.type = Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_TYPE), "");
    this.limit = lane.config().limits().upload();
    this.spool =
        new Spool(lane.vertx(), lane.config().limits().uploadMemory(), memory.disk(), this);
  }

  @Override
  public void start() {
    announced = Lengths.announced(request);
    try {
      scan = FormScan.of(type);
    } catch (FailureException e) {
      listener.failed(e.failure());
      return;
    }
    if (announced > limit) {
      listener.failed(tooLarge());
      return;
    }
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      Sent.ignore(request.response().writeContinue());
    }
    reading = true;
    started = lane.nanos().getAsLong();
    lastCame = started;
    dueBy(started + lane.config().limits().bodyTime().toNanos());
    lane.watchdog().watch(this);
    request.handler(this::take).endHandler(_ -> end());
  }

  private void take(Buffer part) {
    FormScan form = scan;
    if (!reading || form == null) {
      return;
    }
    lastCame = lane.nanos().getAsLong();
    if (spool.length() + part.length() > limit) {
      fail(tooLarge());
      return;
    }
    try {
      form.feed(part);
    } catch (FailureException e) {
      fail(e.failure());
      return;
    }
    if (!reserve(part.length()) || !spool.write(part)) {
      fail(
          new Failure.Overloaded(
              "The gateway holds too many uploads; try again soon.", Duration.ofSeconds(1)));
      return;
    }
    begin(form);
    if (reading && spool.full()) {
      paused = true;
      request.pause();
    }
  }

  private boolean reserve(int bytes) {
    int more = Math.min(bytes, lane.config().limits().uploadMemory() - reserved);
    if (more <= 0) {
      return true;
    }
    if (!memory.reserve(more)) {
      return false;
    }
    reserved += more;
    return true;
  }

  private void begin(FormScan form) {
    String model = form.model();
    if (begun || model == null || !(form.file() || form.ended())) {
      return;
    }
    begun = true;
    spool.send();
    listener.formed(
        new ChatEnvelope(model, 0, 0, form.stream(), false, -1, -1, -1, 1, false, null, NO_PROFILE),
        this);
  }

  private void end() {
    FormScan form = scan;
    if (!reading || form == null) {
      return;
    }
    if (!form.ended()) {
      fail(bad("The form ends before its last boundary.", null, "invalid_form"));
    } else if (form.model() == null) {
      fail(
          bad(
              "'model' is missing: give the name of a model.",
              "model",
              "missing_required_parameter"));
    } else {
      finishReading();
      spool.end();
      begin(form);
    }
  }

  private static Failure bad(String message, @Nullable String param, String code) {
    return new Failure.BadRequest(message, param, code);
  }

  private Failure tooLarge() {
    return new Failure.BodyTooLarge(
        "The form is larger than the limit of " + limit + " bytes (limits.upload).");
  }

  private void fail(Failure failure) {
    finishReading();
    listener.failed(failure);
  }

  private void finishReading() {
    if (reading) {
      reading = false;
      lane.watchdog().unwatch(this);
    }
  }

  @Override
  public void release() {
    finishReading();
    spool.close();
    memory.release(reserved);
    reserved = 0;
    // What still comes is read and thrown away, so that the client can read the answer.
    resume();
  }

  private void resume() {
    if (paused) {
      paused = false;
      request.resume();
    }
  }

  @Override
  public void drained() {
    if (paused && !spool.full()) {
      lastCame = lane.nanos().getAsLong();
      resume();
    }
  }

  @Override
  public void broken() {
    fail(new Failure.Internal("The upload could not be kept."));
  }

  @Override
  protected long check(long now) {
    long whole = started + lane.config().limits().uploadTime().toNanos();
    long silence = lastCame + lane.config().limits().bodyTime().toNanos();
    if (now - whole >= 0) {
      fail(new Failure.SlowBody("The form did not arrive in time (limits.upload_time)."));
      return now;
    }
    if (!paused && now - silence >= 0) {
      fail(new Failure.SlowBody("The form did not go on in time (limits.body_time)."));
      return now;
    }
    return Math.min(whole, paused ? now + 1_000_000_000L : silence);
  }

  @Override
  protected void stop(Failure reason) {
    fail(reason);
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public long length(String model) {
    long raw = spool.whole() ? spool.length() : announced;
    FormScan form = scan;
    return raw <= 0 || form == null
        ? -1
        : raw + named(model).length() - (form.modelTo() - form.modelFrom());
  }

  private static Buffer named(String model) {
    return Buffer.buffer(model.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Source open(String model) {
    FormScan form = scan;
    return form == null || model.equals(form.model())
        ? spool.open(Long.MAX_VALUE, Long.MAX_VALUE, Buffer.buffer())
        : spool.open(form.modelFrom(), form.modelTo(), named(model));
  }

  @Override
  public long waitedUntil(long now) {
    return spool.starving() ? now : lastCame;
  }
}
