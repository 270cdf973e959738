package dev.sluice.ingress;

import dev.sluice.bus.Upload;
import dev.sluice.model.Demand;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Plan;
import dev.sluice.pipeline.AnswerHead;
import dev.sluice.pipeline.Caller;
import dev.sluice.pipeline.Exchange;
import dev.sluice.pipeline.ExchangeRequest;
import dev.sluice.pipeline.Lane;
import dev.sluice.routing.Explanations;
import dev.sluice.stats.decisions.DecisionSink;
import dev.sluice.stats.decisions.RouteDecision;
import dev.sluice.telemetry.OutcomeKind;
import dev.sluice.wire.form.FormScan;
import dev.sluice.wire.openai.ChatEnvelope;
import dev.sluice.wire.openai.NamedModel;
import dev.sluice.wire.surface.Operation;
import dev.sluice.wire.surface.StreamForm;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** One request to a model on its way in, and the client that waits for its answer. */
final class ModelCall implements Caller, BodyReader.Listener<ModelCall.Read>, FormReader.Listener {
  private final Lane lane;
  private final Operation operation;
  private final String id;
  private final HttpServerRequest request;
  private final MultiMap headers;
  private final HttpServerResponse response;
  private final Intake reader;
  private final DecisionSink decisions;
  private final Runnable over;
  private @Nullable String named;
  private @Nullable Exchange exchange;
  private @Nullable Plan plan;
  private Demand demand = Demand.PLAIN;
  private @Nullable StreamForm form;
  private boolean explain;
  private boolean ended;

  /** A body and what it asks for. */
  record Read(ModelAsk ask, Buffer body) {}

  /**
   * A request whose head has arrived.
   *
   * @param operation what is asked for
   * @param decisions told how the request was routed, when it is over
   * @param over called once when the exchange is over, however it ended
   */
  ModelCall(
      Lane lane,
      Operation operation,
      String id,
      HttpServerRequest request,
      BodyMemory memory,
      DecisionSink decisions,
      Runnable over) {
    this.lane = lane;
    this.operation = operation;
    this.id = id;
    this.request = request;
    this.headers = request.headers();
    this.response = request.response();
    boolean form =
        operation.endpoint().form() && FormScan.isForm(request.getHeader(HttpHeaders.CONTENT_TYPE));
    this.reader =
        form
            ? new FormReader(request, lane, memory, this)
            : new BodyReader<>(request, lane, memory, this);
    this.decisions = decisions;
    this.over = over;
  }

  /** The model that the path names, which stands above the body's; null when it names none. */
  ModelCall named(@Nullable String model) {
    named = model;
    return this;
  }

  void start() {
    response.exceptionHandler(_ -> gone()).closeHandler(_ -> gone()).drainHandler(_ -> drained());
    reader.start();
  }

  @Override
  public Read read(Buffer came) {
    Buffer body = named == null ? came : NamedModel.put(came, named);
    return new Read(ModelAsk.of(operation, headers, body), body);
  }

  @Override
  public void whole(Read said) {
    start(said.ask, said.body, null);
  }

  @Override
  public void formed(ChatEnvelope envelope, Upload upload) {
    ModelAsk ask;
    try {
      ask = ModelAsk.of(operation.surface(), envelope, headers);
    } catch (FailureException e) {
      failed(e.failure());
      return;
    }
    start(ask, Buffer.buffer(), upload);
  }

  private void start(ModelAsk ask, Buffer body, @Nullable Upload upload) {
    explain = ask.wishes().explain();
    demand = ask.demand();
    ExchangeRequest asked =
        new ExchangeRequest(
            id,
            operation.endpoint(),
            operation.surface().dialect(),
            ask.envelope(),
            body,
            upload,
            headers.get(HttpHeaders.AUTHORIZATION),
            ask.aside(),
            ask.demand(),
            ask.wishes(),
            ask.strict());
    Exchange next = new Exchange(lane, asked, this);
    exchange = next;
    next.start();
  }

  @Override
  public void failed(Failure failure) {
    Exchange begun = exchange;
    if (begun != null) {
      begun.stop(failure);
      return;
    }
    lane.stats().exchangeStarted();
    lane.stats().exchangeEnded(operation.endpoint(), OutcomeKind.of(failure));
    fail(failure, 0, null);
  }

  private void gone() {
    if (end() && exchange != null) {
      decided(OutcomeKind.CLIENT_GONE);
      exchange.clientGone();
    }
  }

  private void drained() {
    if (exchange != null) {
      exchange.drained();
    }
  }

  private boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    reader.release();
    over.run();
    return true;
  }

  @Override
  public void planned(Plan made) {
    plan = made;
    decisions.planned(demand, made);
    // The first heartbeat may have taken the head along while the request waited for a place.
    if (explain && !ended && !response.headWritten()) {
      response.putHeader(Headers.EXPLAIN, Explanations.brief(made));
    }
  }

  /** What the lane remembers of the request. One that never had a plan was not routed. */
  private void decided(OutcomeKind outcome) {
    Plan made = plan;
    Exchange of = exchange;
    if (made == null || of == null) {
      return;
    }
    AnswerHead head = of.answered();
    long now = lane.nanos().getAsLong();
    decisions.decided(
        new RouteDecision(
            now,
            made.model().name(),
            made.strategy(),
            head == null ? null : head.target(),
            of.attempts(),
            outcome,
            now - of.started()));
  }

  @Override
  public void answer(AnswerHead head, Buffer body) {
    if (end()) {
      decided(OutcomeKind.COMPLETED);
      put(head);
      String type = head.type();
      response.putHeader(HttpHeaders.CONTENT_TYPE, type == null ? Headers.JSON : type);
      Sent.ignore(response.end(body));
    }
  }

  private void put(AnswerHead head) {
    response
        .putHeader(Headers.TARGET, head.target().value())
        .putHeader(Headers.ATTEMPTS, Integer.toString(head.attempts()));
    if (head.model() != null) {
      response.putHeader(Headers.MODEL, head.model());
    }
    if (head.dropped() != null) {
      response.putHeader(Headers.DROPPED, head.dropped());
    }
  }

  @Override
  public void openStream(@Nullable AnswerHead head) {
    if (ended) {
      return;
    }
    if (head != null) {
      put(head);
    }
    StreamForm wanted = operation.surface().form(request.query());
    form = wanted;
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, wanted == null ? Headers.EVENTS : wanted.type())
        .putHeader(HttpHeaders.CACHE_CONTROL, Headers.NO_CACHE)
        .putHeader(Headers.BUFFERING, Headers.NO);
  }

  @Override
  public void write(Buffer events) {
    if (!ended) {
      Sent.ignore(response.write(form == null ? events : form.put(events)));
    }
  }

  /** What the client gets last of a stream. */
  private Buffer ending(Buffer events) {
    return form == null ? events : form.end(events);
  }

  @Override
  public boolean full() {
    return !ended && response.writeQueueFull();
  }

  @Override
  public void finish(Buffer events) {
    if (end()) {
      decided(OutcomeKind.COMPLETED);
      Buffer last = ending(events);
      Sent.ignore(last.length() == 0 ? response.end() : response.end(last));
    }
  }

  @Override
  public void fail(Failure failure, int attempts, @Nullable Buffer lastWords) {
    if (!end()) {
      return;
    }
    decided(OutcomeKind.of(failure));
    if (response.headWritten()) {
      Buffer last = lastWords == null ? operation.surface().failureEvent(failure, id) : lastWords;
      Sent.ignore(response.end(ending(last)));
      return;
    }
    if (attempts > 0) {
      response.putHeader(Headers.ATTEMPTS, Integer.toString(attempts));
    }
    Headers.fail(response, operation.surface(), failure);
  }
}
