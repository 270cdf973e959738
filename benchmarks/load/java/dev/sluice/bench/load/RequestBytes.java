package dev.sluice.bench.load;

import dev.sluice.bench.mock.MockModel;

/**
 * The request of a load: a chat completion of about half a kilobyte, as official clients send it.
 */
final class RequestBytes {
  private static final String PROMPT =
      "Summarise in three sentences what a proxy between clients and several providers has to do"
          + " when one of them stops answering in the middle of a stream, and what it must not do.";

  private RequestBytes() {}

  static String of(LoadSpec spec, MockModel model) {
    String stream =
        model.streams() ? "\"stream\":true,\"stream_options\":{\"include_usage\":true}," : "";
    String body =
        """
        {"model":"%s",%s"messages":[{"role":"system","content":"You are a terse assistant. \
        Answer in plain words."},{"role":"user","content":"%s"}],"temperature":0.2,\
        "top_p":1,"max_completion_tokens":256,"user":"bench"}\
        """
            .formatted(model.name(), stream, PROMPT);
    return """
    POST %s HTTP/1.1\r
    host: %s:%d\r
    authorization: Bearer %s\r
    content-type: application/json\r
    accept: %s\r
    user-agent: sluice-bench\r
    content-length: %d\r
    \r
    %s\
    """
        .formatted(
            spec.path(),
            spec.host(),
            spec.port(),
            spec.key(),
            model.streams() ? "text/event-stream" : "application/json",
            body.length(),
            body);
  }
}
