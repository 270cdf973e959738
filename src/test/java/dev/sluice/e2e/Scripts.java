package dev.sluice.e2e;

import dev.sluice.e2e.ScriptedProvider.Script;
import io.netty.channel.ChannelOption;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** What providers do, well and badly. */
final class Scripts {
  static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"chat",\
      "choices":[{"index":0,"message":{"role":"assistant","content":"Grüße, 世界","refusal":null},\
      "logprobs":null,"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}\
      """;
  static final String DONE = "[DONE]";
  static final String ROLE = frame("{\"role\":\"assistant\",\"content\":\"\"}", "null");
  static final String HELLO = frame("{\"content\":\"Grüße, 世界\"}", "null");
  static final String FINISH = frame("{}", "\"stop\"");
  static final String USAGE =
      """
      {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"chat",\
      "choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}\
      """;

  private Scripts() {}

  private static String frame(String delta, String finish) {
    return """
    {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"chat",\
    "choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}\
    """
        .formatted(delta, finish);
  }

  /** A frame with content. */
  static String content(String text) {
    return frame("{\"content\":\"" + text + "\"}", "null");
  }

  /** A frame with whatever the model says next. */
  static String delta(String delta) {
    return frame(delta, "null");
  }

  /** A good whole answer. */
  static Script answers() {
    return answers(200, ANSWER);
  }

  /** A whole answer in JSON with a length. */
  static Script answers(int status, String body, String... headers) {
    return says(whole(status, "application/json", body, headers));
  }

  /** An error in the provider's usual form. */
  static Script refuses(int status, String type, String code, String... headers) {
    return answers(status, error(type, code), headers);
  }

  /** An error's body in the provider's usual form. */
  static String error(String type, String code) {
    return "{\"error\":{\"message\":\"provider says no\",\"type\":\"%s\",\"code\":\"%s\"}}"
        .formatted(type, code);
  }

  /** A good stream of the frames, closed by its terminal event. */
  static Script streams() {
    return streams(ROLE, HELLO, FINISH, USAGE, DONE);
  }

  /** A stream of the events, which then ends as HTTP says. */
  static Script streams(String... data) {
    return says(streamHead().appendBuffer(chunk(events(data))).appendString("0\r\n\r\n"));
  }

  /** The beginning of a stream; what follows is for the handler to do. */
  static Script streams(Handler<NetSocket> then, String... data) {
    Buffer said = streamHead();
    Buffer all = data.length == 0 ? said : said.appendBuffer(chunk(events(data)));
    return (_, socket) -> socket.write(all).onSuccess(_ -> then.handle(socket));
  }

  /** Writes the bytes. */
  static Script says(Buffer bytes) {
    return (_, socket) -> socket.write(bytes);
  }

  /** Writes the bytes and closes. */
  static Script saysAndCloses(Buffer bytes) {
    return (_, socket) -> socket.write(bytes).onSuccess(_ -> socket.close());
  }

  /** Writes one byte after the other, each in a segment of its own. */
  static Script trickles(Buffer bytes) {
    return (_, socket) -> trickle(bytes, 0, socket);
  }

  private static void trickle(Buffer bytes, int at, NetSocket socket) {
    if (at < bytes.length()) {
      socket.write(bytes.getBuffer(at, at + 1)).onSuccess(_ -> trickle(bytes, at + 1, socket));
    }
  }

  /** Takes the request and never says a word. */
  static Script silent() {
    return (_, _) -> {};
  }

  /** Closes the connection in good manners, without a word. */
  static Script closes() {
    return (_, socket) -> socket.close();
  }

  /** Resets the connection. */
  static Script resets() {
    return (_, socket) -> reset(socket);
  }

  /** Resets the connection when what was written has surely been read, or it would be lost. */
  static void resetSoon(NetSocket socket) {
    ScriptedProvider.VERTX.setTimer(200, _ -> reset(socket));
  }

  /** Resets the connection: what was not read is lost. */
  static void reset(NetSocket socket) {
    ((NetSocketInternal) socket)
        .channelHandlerContext()
        .channel()
        .config()
        .setOption(ChannelOption.SO_LINGER, 0);
    socket.close();
  }

  /** Streams when a stream is asked for, else answers whole. */
  static Script serves() {
    Script whole = answers();
    Script stream = streams();
    return (request, socket) ->
        (request.body().contains("\"stream\":true") ? stream : whole).play(request, socket);
  }

  /** A whole HTTP answer with a length. */
  static Buffer whole(int status, String type, String body, String... headers) {
    return whole(status, type, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** A whole HTTP answer with a length. */
  static Buffer whole(int status, String type, byte[] body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
    head.append("content-type: ").append(type).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    return Buffer.buffer(head.toString()).appendBytes(body);
  }

  /** The head of a chunked stream of events. */
  static Buffer streamHead(String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n");
    head.append("content-type: text/event-stream\r\ntransfer-encoding: chunked\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return Buffer.buffer(head.append("\r\n").toString());
  }

  /** One event for each of the data. */
  static String events(String... data) {
    StringBuilder events = new StringBuilder();
    for (String one : data) {
      events.append("data: ").append(one).append("\n\n");
    }
    return events.toString();
  }

  /** One chunk of a chunked body. */
  static Buffer chunk(String text) {
    return chunk(text.getBytes(StandardCharsets.UTF_8));
  }

  /** One chunk of a chunked body. */
  static Buffer chunk(byte[] bytes) {
    return Buffer.buffer(Integer.toHexString(bytes.length) + "\r\n")
        .appendBytes(bytes)
        .appendString("\r\n");
  }

  /** The text compressed. */
  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
