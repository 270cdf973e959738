package dev.sluice.ingress;

import dev.sluice.bus.RouteQuery;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;

/**
 * Something that can be asked of the gateway beside completions, made by another part of it and
 * served by the door: the answer is a record, which the client gets as JSON with names in snake
 * case.
 *
 * <p>A {@link dev.sluice.model.FailureException} is told to the client as it is, anything else that
 * is thrown as a fault of the gateway.
 */
public sealed interface Page {
  /**
   * Where the page is, without the prefix of the configuration. One of its segments may be a
   * variable such as {@code {name}}; when that is the last one, it stands for all that follows.
   */
  String path();

  /** What may be asked of the path, as the value of an {@code allow} header. */
  default String allow() {
    return "POST, OPTIONS";
  }

  /** A page that is read by GET and HEAD. */
  record Shown(String path, Reading reading) implements Page {
    @Override
    public String allow() {
      return "GET, HEAD, OPTIONS";
    }
  }

  /** An order that is given by POST without a body. */
  record Ordered(String path, Order order) implements Page {}

  /** An order that is given by POST without a body and takes its time. */
  record Awaited(String path, Awaiting order) implements Page {}

  /** An order to one of several, that is given by POST without a body. */
  record Commanded(String path, Command command) implements Page {}

  /** A page for operators: it is served to the machine itself and refused to everybody else. */
  record Inner(Page page) implements Page {
    @Override
    public String path() {
      return page.path();
    }

    @Override
    public String allow() {
      return page.allow();
    }
  }

  /** A question about a chat request, which is POSTed as it would be sent. */
  record Weighed(String path, Weighing weighing) implements Page {}

  /** Makes the answer. Called on a worker thread: it may take milliseconds. */
  @FunctionalInterface
  interface Reading {
    /**
     * The answer.
     *
     * @param name what stands for the path's variable, decoded; empty without one
     * @param params of the query
     */
    Record read(String name, MultiMap params);
  }

  /** Does it and makes the answer. Called on a worker thread: it may take milliseconds. */
  @FunctionalInterface
  interface Order {
    /** The answer, when it is done. */
    Record carryOut();
  }

  /** Does it and makes the answer. Called on the event loop: it must not block. */
  @FunctionalInterface
  interface Awaiting {
    /** The answer, when it is done. */
    Future<? extends Record> carryOut();
  }

  /** Does it to one of several and makes the answer. Called on a worker thread, too. */
  @FunctionalInterface
  interface Command {
    /**
     * The answer, when it is done.
     *
     * @param name what stands for the path's variable, decoded
     */
    Record carryOut(String name);
  }

  /** Looks at a request. Called on the event loop of the lane: it must not block. */
  @FunctionalInterface
  interface Weighing {
    /**
     * The answer.
     *
     * @param lane number of the lane that the request came in by
     * @param query what that lane would ask the routing, with the wish for an explanation
     */
    Future<? extends Record> weigh(int lane, RouteQuery query);
  }
}
