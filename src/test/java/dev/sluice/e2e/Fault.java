package dev.sluice.e2e;

import static dev.sluice.e2e.Scripts.answers;
import static dev.sluice.e2e.Scripts.chunk;
import static dev.sluice.e2e.Scripts.closes;
import static dev.sluice.e2e.Scripts.error;
import static dev.sluice.e2e.Scripts.events;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.resets;
import static dev.sluice.e2e.Scripts.says;
import static dev.sluice.e2e.Scripts.saysAndCloses;
import static dev.sluice.e2e.Scripts.silent;
import static dev.sluice.e2e.Scripts.streamHead;
import static dev.sluice.e2e.Scripts.streams;
import static dev.sluice.e2e.Scripts.whole;

import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a provider may do before the first content of its answer, and what becomes of it.
 *
 * @param request what was asked for
 * @param script what the provider does, each time
 * @param status what the client gets when there is no other target
 * @param type the error's type then
 * @param code the error's code then
 * @param attempts how often the target is tried when there is no other
 * @param before how often it is tried before the next target is; 0 when the next one is not
 */
record Fault(
    String name,
    String request,
    Script script,
    int status,
    String type,
    String code,
    int attempts,
    int before) {
  private static final String SERVER = "server_error";
  private static final String INVALID = "invalid_request_error";
  private static final String RATE = "rate_limit_error";
  private static final String UNREACHABLE = "upstream_unreachable";
  private static final String CUT = "upstream_cut";
  private static final String GARBLED = "upstream_invalid_answer";
  private static final String FAILED = "upstream_error";

  @Override
  public String toString() {
    return name + (streaming() ? " to a stream" : " to a whole answer");
  }

  boolean streaming() {
    return request.equals(RunningGateway.STREAM);
  }

  /** All of them. */
  static Stream<Fault> table() {
    List<Fault> all = new ArrayList<>();
    for (String request : List.of(RunningGateway.WHOLE, RunningGateway.STREAM)) {
      Table table = new Table(request, all);
      throttled(table);
      unavailable(table);
      rejected(table);
      disconnected(table);
    }
    garbled(new Table(RunningGateway.WHOLE, all));
    garbledStream(new Table(RunningGateway.STREAM, all));
    return all.stream();
  }

  private static void throttled(Table table) {
    table
        .row("429", refuses(429, "requests", "rate_limit_exceeded"))
        .gives(429, RATE, "rate_limit_exceeded", 1, 1);
    table
        .row("429 for 20 ms", refuses(429, "requests", "slow_down", "retry-after-ms: 20"))
        .gives(429, RATE, "rate_limit_exceeded", 2, 1);
    table
        .row("429 for an hour", refuses(429, "requests", "slow_down", "retry-after: 3600"))
        .gives(429, RATE, "rate_limit_exceeded", 1, 1);
    table
        .row("429 of a spent quota", refuses(429, "insufficient_quota", "insufficient_quota"))
        .gives(429, "insufficient_quota", "insufficient_quota", 1, 1);
  }

  private static void unavailable(Table table) {
    for (int status : new int[] {500, 502, 504}) {
      table.row("" + status, refuses(status, SERVER, "oops")).gives(502, SERVER, FAILED, 2, 2);
    }
    for (int status : new int[] {408, 409, 503, 529}) {
      table.row("" + status, refuses(status, SERVER, "oops")).gives(503, SERVER, FAILED, 2, 2);
    }
    table.row("500 without a body", answers(500, "")).gives(502, SERVER, FAILED, 2, 2);
    table
        .row("500 in HTML", says(whole(500, "text/html", "<h1>Oops</h1>")))
        .gives(502, SERVER, FAILED, 2, 2);
    table
        .row("503 for 20 ms", refuses(503, SERVER, "busy", "retry-after-ms: 20"))
        .gives(503, SERVER, FAILED, 2, 2);
    table
        .row("503 for an hour", refuses(503, SERVER, "busy", "retry-after: 3600"))
        .gives(503, SERVER, FAILED, 1, 1);
  }

  private static void rejected(Table table) {
    table
        .row("400 of a long context", refuses(400, INVALID, "context_length_exceeded"))
        .gives(400, INVALID, "context_length_exceeded", 1, 0);
    table
        .row("400 of a content filter", refuses(400, INVALID, "content_filter"))
        .gives(400, INVALID, "content_filter", 1, 0);
    for (int status : new int[] {404, 413, 422}) {
      table.row("" + status, refuses(status, INVALID, "no")).gives(status, INVALID, "no", 1, 0);
    }
    for (int status : new int[] {401, 403}) {
      table
          .row("" + status, refuses(status, "authentication_error", "invalid_api_key"))
          .gives(502, SERVER, "upstream_auth_error", 1, 1);
    }
  }

  private static void disconnected(Table table) {
    table.row("a reset", resets()).gives(502, SERVER, UNREACHABLE, 2, 2);
    table.row("a close", closes()).gives(502, SERVER, UNREACHABLE, 2, 2);
    table
        .row("half a head", saysAndCloses(Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-ty")))
        .gives(502, SERVER, UNREACHABLE, 2, 2);
    table.row("silence", silent()).gives(504, "timeout", "upstream_timeout", 1, 1);
    table
        .row("no HTTP", says(Buffer.buffer("220 mail.example.com ESMTP\r\n\r\n")))
        .gives(502, SERVER, GARBLED, 1, 1);
    table
        .row("HTML", says(whole(200, "text/html", "<h1>Welcome</h1>")))
        .gives(502, SERVER, GARBLED, 1, 1);
  }

  private static void garbled(Table table) {
    table.row("nothing", answers(200, "")).gives(502, SERVER, GARBLED, 1, 1);
    table.row("no JSON", answers(200, "{\"id\":")).gives(502, SERVER, GARBLED, 1, 1);
    table.row("no choices", answers(200, "{\"id\":\"1\"}")).gives(502, SERVER, GARBLED, 1, 1);
    table
        .row("an error in a 200", answers(200, error(SERVER, "oops")))
        .gives(502, SERVER, FAILED, 2, 2);
    table
        .row("a rate limit in a 200", answers(200, error(RATE, "rate_limit_exceeded")))
        .gives(429, RATE, "rate_limit_exceeded", 1, 1);
    table.row("a stream", streams()).gives(502, SERVER, GARBLED, 1, 1);
    table.row("a close after the head", saysAndCloses(headOf(100))).gives(502, SERVER, CUT, 2, 2);
    table
        .row("a close in the body", saysAndCloses(headOf(100).appendString("{\"id\":\"1")))
        .gives(502, SERVER, CUT, 2, 2);
    table
        .row("silence in the body", says(headOf(100).appendString("{\"id\":\"1")))
        .gives(504, "timeout", "upstream_timeout", 1, 1);
  }

  private static Buffer headOf(int length) {
    return Buffer.buffer(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            .formatted(length));
  }

  private static void garbledStream(Table table) {
    table.row("JSON", answers()).gives(502, SERVER, GARBLED, 1, 1);
    table.row("an empty stream", streams(new String[0])).gives(502, SERVER, CUT, 2, 2);
    table.row("nothing but the end", streams(Scripts.DONE)).gives(502, SERVER, CUT, 2, 2);
    table.row("no JSON", streams("{\"id\":", Scripts.HELLO)).gives(502, SERVER, GARBLED, 1, 1);
    table
        .row("an error as the first event", streams(error(SERVER, "oops")))
        .gives(502, SERVER, FAILED, 2, 2);
    table
        .row("a rate limit as the first event", streams(error(RATE, "rate_limit_exceeded")))
        .gives(429, RATE, "rate_limit_exceeded", 1, 1);
    table
        .row(
            "a named error event",
            says(
                streamHead().appendBuffer(chunk("event: error\n" + events(error(SERVER, "oops"))))))
        .gives(502, SERVER, FAILED, 2, 2);
    table.row("a close after the head", saysAndCloses(streamHead())).gives(502, SERVER, CUT, 2, 2);
    table.row("a reset after the head", streams(Scripts::resetSoon)).gives(502, SERVER, CUT, 2, 2);
    table
        .row("comments and a close", saysAndCloses(streamHead().appendBuffer(chunk(": hi\n\n"))))
        .gives(502, SERVER, CUT, 2, 2);
    table
        .row("silence after the head", streams(_ -> {}))
        .gives(504, "timeout", "upstream_timeout", 1, 1);
  }

  private record Table(String request, List<Fault> all) {
    Row row(String name, Script script) {
      return (status, type, code, attempts, before) ->
          all.add(new Fault(name, request, script, status, type, code, attempts, before));
    }
  }

  @FunctionalInterface
  private interface Row {
    void gives(int status, String type, String code, int attempts, int before);
  }
}
