package dev.sluice.bench.mock;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * The answers of one {@link MockModel}, encoded once. A frame's content is {@code
 * <number>.<nanoseconds>.xxx}: eight digits of its place in the stream, nineteen of {@link
 * System#nanoTime} at its sending, and padding.
 */
final class AnswerBytes {
  private static final int NUMBER = 8;
  private static final int TIME = 19;
  private static final String STREAM_HEAD =
      """
      HTTP/1.1 200 OK\r
      content-type: text/event-stream; charset=utf-8\r
      cache-control: no-cache\r
      x-request-id: req_bench\r
      transfer-encoding: chunked\r
      \r
      """;

  private final ByteBuf whole;
  private final ByteBuf opening;
  private final byte[] frame;
  private final int numberAt;
  private final ByteBuf ending;
  private final ByteBuf endingWithUsage;

  AnswerBytes(MockModel model) {
    whole = fixed(response("200 OK", "", completion(model)));
    opening =
        fixed(
            STREAM_HEAD + chunk(event(model, "{\"role\":\"assistant\",\"content\":\"\"}", "null")));
    String content =
        "0".repeat(NUMBER)
            + '.'
            + "0".repeat(TIME)
            + '.'
            + "x".repeat(model.chunk() - MockModel.LEAST_CHUNK);
    String text = chunk(event(model, "{\"content\":\"" + content + "\"}", "null"));
    frame = text.getBytes(US_ASCII);
    numberAt = text.indexOf(content);
    String finish = chunk(event(model, "{}", "\"stop\""));
    String done = chunk("data: [DONE]\n\n") + "0\r\n\r\n";
    ending = fixed(finish + done);
    endingWithUsage = fixed(finish + chunk(usage(model)) + done);
  }

  /** A refusal or other small answer, with its head. */
  static ByteBuf fixedAnswer(String status, String field, String body) {
    return fixed(response(status, field, body));
  }

  ByteBuf whole() {
    return whole.retainedDuplicate();
  }

  /** Head and role frame. */
  ByteBuf opening() {
    return opening.retainedDuplicate();
  }

  /** Last frames of a stream, with the end mark. */
  ByteBuf ending(boolean withUsage) {
    return (withUsage ? endingWithUsage : ending).retainedDuplicate();
  }

  /** One content frame, stamped. */
  ByteBuf frame(ByteBufAllocator allocator, int number, long nanos) {
    ByteBuf out = allocator.directBuffer(frame.length);
    out.writeBytes(frame);
    digits(out, numberAt, NUMBER, number);
    digits(out, numberAt + NUMBER + 1, TIME, nanos);
    return out;
  }

  private static void digits(ByteBuf out, int at, int count, long value) {
    long left = value;
    for (int i = at + count - 1; i >= at; i--) {
      out.setByte(i, (int) ('0' + left % 10));
      left /= 10;
    }
  }

  private static ByteBuf fixed(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    return Unpooled.unreleasableBuffer(
        Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
  }

  private static String response(String status, String field, String body) {
    return "HTTP/1.1 %s\r\ncontent-type: application/json\r\n%scontent-length: %d\r\n\r\n%s"
        .formatted(status, field, body.length(), body);
  }

  private static String chunk(String event) {
    return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
  }

  private static String event(MockModel model, String delta, String finish) {
    return """
    data: {"id":"chatcmpl-bench0000000000000000000001","object":"chat.completion.chunk",\
    "created":1760000000,"model":"%s","service_tier":"default","system_fingerprint":"fp_bench",\
    "choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}

    """
        .formatted(model.name(), delta, finish);
  }

  private static String usage(MockModel model) {
    return """
    data: {"id":"chatcmpl-bench0000000000000000000001","object":"chat.completion.chunk",\
    "created":1760000000,"model":"%s","service_tier":"default","system_fingerprint":"fp_bench",\
    "choices":[],"usage":{"prompt_tokens":96,"completion_tokens":%d,"total_tokens":%d}}

    """
        .formatted(model.name(), model.frames() & 0xffff, (model.frames() & 0xffff) + 96);
  }

  private static String completion(MockModel model) {
    String frame =
        """
        {"id":"chatcmpl-bench0000000000000000000001","object":"chat.completion",\
        "created":1760000000,"model":"%s","choices":[{"index":0,"message":{"role":"assistant",\
        "content":"%s","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":96,"completion_tokens":128,"total_tokens":224,\
        "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},\
        "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}},\
        "service_tier":"default","system_fingerprint":"fp_bench"}\
        """;
    int around = frame.formatted(model.name(), "").length();
    return frame.formatted(
        model.name(), "lorem ipsum ".repeat(1 + Math.max(0, model.size() - around) / 12));
  }
}
