package dev.sluice.e2e;

import dev.sluice.e2e.ScriptedProvider.Script;

/** What providers of Anthropic's dialect say, and how their clients ask. */
final class MessagesScripts {
  static final String PATH = "/v1/messages";
  static final String VERSION = "anthropic-version: 2023-06-01";
  static final String ASK =
      "{\"model\":\"chat\",\"max_tokens\":64,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Grüße\"}]}";
  static final String STREAM = ASK.replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"");

  static final String ANSWER =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"chat",\
      "content":[{"type":"text","text":"Grüße, 世界"}],"stop_reason":"end_turn",\
      "stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":2,"news":[1.50]}}\
      """;

  static final String START =
      event(
          "message_start",
          ",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
              + "\"model\":\"chat\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
              + "\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}");
  static final String PING = event("ping", "");
  static final String TEXT =
      event(
              "content_block_start",
              ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
          + event(
              "content_block_delta",
              ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Grüße, 世界\"}")
          + event("content_block_stop", ",\"index\":0");
  static final String END =
      event(
              "message_delta",
              ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                  + "\"usage\":{\"output_tokens\":2}")
          + event("message_stop", "");
  static final String WHOLE = START + PING + TEXT + END;

  private MessagesScripts() {}

  static String event(String type, String rest) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}\n\n";
  }

  /** The body of an error. */
  static String error(String type) {
    return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"provider says no\"}}"
        .formatted(type);
  }

  /** A stream of these bytes, which then ends as HTTP says. */
  static Script streams(String events) {
    return Scripts.says(
        Scripts.streamHead().appendBuffer(Scripts.chunk(events)).appendString("0\r\n\r\n"));
  }

  /** Asks for a message on a connection of its own. */
  static Answer ask(RunningGateway gateway, String body, String... headers) {
    return at(PATH, gateway, body, headers);
  }

  /** As above, at a path. */
  static Answer at(String path, RunningGateway gateway, String body, String... headers) {
    String[] all = new String[headers.length + 1];
    all[0] = VERSION;
    System.arraycopy(headers, 0, all, 1, headers.length);
    try (RawClient client = gateway.client()) {
      return client.send(RawClient.request("POST", path, body, all)).answer();
    }
  }
}
