package dev.sluice.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.pipeline.Lane;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a lane serves its further pages. */
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final Lane lane;
  private final BodyMemory memory;
  private final PageTable pages;

  Desk(Lane lane, BodyMemory memory, List<Page> pages) {
    this.lane = lane;
    this.memory = memory;
    this.pages = new PageTable(pages);
  }

  /**
   * Serves the request when it is for a page; false when there is none at the path.
   *
   * @param path without prefix
   * @param over called once when the connection may idle again, if there is a page
   */
  boolean serve(HttpServerRequest request, String path, Runnable over) {
    PageTable.Found found = pages.find(path);
    if (found == null) {
      return false;
    }
    Page page = found.page();
    if (page instanceof Page.Inner inner) {
      if (!Neighbourhood.isOwn(request)) {
        over.run();
        Headers.fail(request.response(), Neighbourhood.REFUSAL);
        return true;
      }
      page = inner.page();
    }
    boolean read =
        HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    boolean post = HttpMethod.POST.equals(request.method());
    if (post && page instanceof Page.Weighed weighed) {
      new WeighCall(lane, request, memory, weighed, this, over).start();
      return true;
    }
    over.run();
    if (read && page instanceof Page.Shown shown) {
      answer(request.response(), () -> shown.reading().read(found.name(), request.params()));
    } else if (post && page instanceof Page.Ordered ordered) {
      answer(request.response(), () -> ordered.order().carryOut());
    } else if (post && page instanceof Page.Awaited awaited) {
      await(request.response(), awaited);
    } else if (post && page instanceof Page.Commanded commanded) {
      answer(request.response(), () -> commanded.command().carryOut(found.name()));
    } else {
      Headers.refuseMethod(request, page.allow());
    }
    return true;
  }

  /** Whoever carries it out may end on another event loop. */
  private void await(HttpServerResponse response, Page.Awaited page) {
    Context own = lane.vertx().getOrCreateContext();
    page.order()
        .carryOut()
        .onComplete(
            record -> own.runOnContext(_ -> answer(response, () -> record)),
            cause -> own.runOnContext(_ -> fail(response, cause)));
  }

  /** Answers with the record, which is made and written on a worker thread. */
  void answer(HttpServerResponse response, Callable<? extends Record> record) {
    lane.vertx()
        .executeBlocking(() -> json(record.call()), false)
        .onComplete(
            body ->
                Sent.ignore(response.putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON).end(body)),
            cause -> fail(response, cause));
  }

  /** Answers with what went wrong. */
  static void fail(HttpServerResponse response, Throwable cause) {
    Headers.fail(response, failure(cause));
  }

  private static Failure failure(Throwable cause) {
    if (cause instanceof FailureException known) {
      return known.failure();
    }
    LOG.error("a page could not be made", cause);
    return new Failure.Internal("The answer could not be made.");
  }

  private static Buffer json(Record record) throws JsonProcessingException {
    return Buffer.buffer(MAPPER.writeValueAsBytes(record));
  }
}
