package dev.sluice.e2e;

import dev.sluice.config.OpenAiConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Api;
import java.util.ArrayList;
import java.util.List;

/** Providers of three dialects that say the same, each in its own words. */
enum ResponsesUpstream {
  CHAT,
  RESPONSES,
  MESSAGES;

  static final String TEXT = "Grüße, 世界";

  /** Puts such a provider behind the gateway. */
  Settings behind(ScriptedProvider provider) {
    Settings settings = new Settings().failover("retries", 0);
    return switch (this) {
      case CHAT -> settings.speaking("one", provider, OpenAiConfig::new, "gpt-4.1");
      case RESPONSES ->
          settings.speaking(
              "one",
              provider,
              connection -> new OpenAiConfig(connection, Api.RESPONSES),
              "gpt-5-2025");
      case MESSAGES -> settings.anthropic("one", provider);
    };
  }

  /** A greeting, streamed when that is asked for. */
  Script greets() {
    return serves(
        switch (this) {
          case CHAT -> Scripts.ANSWER;
          case RESPONSES -> response(messageItem(TEXT), "completed");
          case MESSAGES -> message("{\"type\":\"text\",\"text\":\"" + TEXT + "\"}", "end_turn");
        },
        whole(greeting()));
  }

  /** A greeting that breaks off with an error. */
  Script breaks() {
    List<String> said = new ArrayList<>(greeting());
    said.add(
        switch (this) {
          case CHAT -> "{\"error\":{\"message\":\"Broke.\",\"type\":\"server_error\"}}";
          case RESPONSES ->
              "{\"type\":\"error\",\"sequence_number\":5,\"error\":{\"type\":\"server_error\","
                  + "\"code\":\"server_error\",\"message\":\"Broke.\",\"param\":null}}";
          case MESSAGES ->
              "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"Broke.\"}}";
        });
    return Scripts.streams(said.toArray(String[]::new));
  }

  /** The events of a greeting as far as its text. */
  List<String> greeting() {
    return switch (this) {
      case CHAT -> List.of(Scripts.ROLE, Scripts.HELLO);
      case RESPONSES ->
          List.of(
              announced(),
              "{\"type\":\"response.output_item.added\",\"sequence_number\":1,\"output_index\":0,"
                  + "\"item\":{\"type\":\"message\",\"id\":\"msg_1\",\"status\":\"in_progress\","
                  + "\"role\":\"assistant\",\"content\":[]}}",
              "{\"type\":\"response.content_part.added\",\"sequence_number\":2,\"item_id\":"
                  + "\"msg_1\",\"output_index\":0,\"content_index\":0,\"part\":"
                  + "{\"type\":\"output_text\",\"text\":\"\",\"annotations\":[]}}",
              "{\"type\":\"response.output_text.delta\",\"sequence_number\":3,\"item_id\":"
                  + "\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\""
                  + TEXT
                  + "\",\"logprobs\":[]}");
      case MESSAGES ->
          List.of(
              "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                  + "\"role\":\"assistant\",\"model\":\"claude-x\",\"content\":[],"
                  + "\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}",
              "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
                  + "{\"type\":\"text\",\"text\":\"\"}}",
              "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                  + "{\"type\":\"text_delta\",\"text\":\""
                  + TEXT
                  + "\"}}");
    };
  }

  private List<String> whole(List<String> said) {
    List<String> all = new ArrayList<>(said);
    all.addAll(
        switch (this) {
          case CHAT -> List.of(Scripts.FINISH, Scripts.USAGE, Scripts.DONE);
          case RESPONSES ->
              List.of(
                  "{\"type\":\"response.output_text.done\",\"sequence_number\":4,\"item_id\":"
                      + "\"msg_1\",\"output_index\":0,\"content_index\":0,\"text\":\""
                      + TEXT
                      + "\",\"logprobs\":[]}",
                  "{\"type\":\"response.output_item.done\",\"sequence_number\":5,"
                      + "\"output_index\":0,\"item\":"
                      + messageItem(TEXT)
                      + "}",
                  "{\"type\":\"response.completed\",\"sequence_number\":6,\"response\":"
                      + response(messageItem(TEXT), "completed")
                      + "}");
          case MESSAGES ->
              List.of(
                  "{\"type\":\"content_block_stop\",\"index\":0}",
                  "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                      + "\"usage\":{\"output_tokens\":2}}",
                  "{\"type\":\"message_stop\"}");
        });
    return all;
  }

  /** Two calls at once; a greeting as soon as it was told their results. */
  Script calls() {
    Script asking = Scripts.answers(200, calling());
    Script then = greets();
    String known =
        switch (this) {
          case CHAT -> "\"tool_call_id\":\"call_1\"";
          case RESPONSES -> "\"function_call_output\"";
          case MESSAGES -> "\"tool_result\"";
        };
    return (request, socket) ->
        (request.body().contains(known) ? then : asking).play(request, socket);
  }

  private String calling() {
    return switch (this) {
      case CHAT ->
          "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,"
              + "\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":"
              + "{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Köln\\\"}\"}},"
              + "{\"id\":\"call_2\",\"type\":\"function\",\"function\":"
              + "{\"name\":\"time\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}";
      case RESPONSES ->
          response(
              "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"status\":"
                  + "\"completed\",\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":"
                  + "\\\"Köln\\\"}\"},{\"type\":\"function_call\",\"id\":\"fc_2\",\"call_id\":"
                  + "\"call_2\",\"status\":\"completed\",\"name\":\"time\","
                  + "\"arguments\":\"{}\"}",
              "completed");
      case MESSAGES ->
          message(
              "{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"weather\",\"input\":"
                  + "{\"city\":\"Köln\"}},{\"type\":\"tool_use\",\"id\":\"call_2\",\"name\":"
                  + "\"time\",\"input\":{}}",
              "tool_use");
    };
  }

  /** One call without arguments, told as responses are, streamed when that is asked for. */
  static Script callsNow() {
    String item =
        "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"status\":"
            + "\"completed\",\"name\":\"now\",\"arguments\":\"\"}";
    String at = "\"sequence_number\":%d,\"output_index\":0,";
    return serves(
        response(item, "completed"),
        List.of(
            announced(),
            "{\"type\":\"response.output_item.added\","
                + at.formatted(1)
                + "\"item\":"
                + item
                + "}",
            "{\"type\":\"response.function_call_arguments.done\","
                + at.formatted(2)
                + "\"item_id\":\"fc_1\",\"name\":\"now\",\"arguments\":\"\"}",
            "{\"type\":\"response.output_item.done\"," + at.formatted(3) + "\"item\":" + item + "}",
            "{\"type\":\"response.completed\",\"sequence_number\":4,\"response\":"
                + response(item, "completed")
                + "}"));
  }

  /** An answer after a thought that its provider has signed. */
  Script thinks() {
    return Scripts.answers(
        200,
        switch (this) {
          case CHAT -> Scripts.ANSWER.replace("\"refusal\":null", "\"reasoning_content\":\"Hm\"");
          case RESPONSES ->
              response(
                  "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[{\"type\":"
                      + "\"summary_text\",\"text\":\"Hm\"}],\"encrypted_content\":\"abc\"},"
                      + messageItem(TEXT),
                  "completed");
          case MESSAGES ->
              message(
                  "{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"abc\"},"
                      + "{\"type\":\"text\",\"text\":\""
                      + TEXT
                      + "\"}",
                  "end_turn");
        });
  }

  /** An answer of JSON. */
  Script tells(String json) {
    String text = json.replace("\"", "\\\"");
    return Scripts.answers(
        200,
        switch (this) {
          case CHAT -> Scripts.ANSWER.replace(TEXT, text);
          case RESPONSES -> response(messageItem(text), "completed");
          case MESSAGES -> message("{\"type\":\"text\",\"text\":\"" + text + "\"}", "end_turn");
        });
  }

  /** An error's body in the provider's usual form. */
  Script refuses(int status, String type) {
    return this == MESSAGES
        ? Scripts.answers(
            status,
            "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"No.\"}}".formatted(type))
        : Scripts.refuses(status, type, "some_code");
  }

  private static Script serves(String whole, List<String> events) {
    Script once = Scripts.answers(200, whole);
    Script stream = Scripts.streams(events.toArray(String[]::new));
    return (request, socket) ->
        (request.body().contains("\"stream\":true") ? stream : once).play(request, socket);
  }

  static String announced() {
    return "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":"
        + response("", "in_progress")
        + "}";
  }

  private static String messageItem(String text) {
    return "{\"type\":\"message\",\"id\":\"msg_1\",\"status\":\"completed\",\"role\":"
        + "\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\""
        + text
        + "\",\"annotations\":[],\"logprobs\":[]}]}";
  }

  private static String response(String output, String status) {
    return """
    {"id":"resp_1","object":"response","created_at":1700000000,"status":"%s","error":null,\
    "incomplete_details":null,"instructions":null,"metadata":{},"model":"gpt-5-2025",\
    "output":[%s],"parallel_tool_calls":true,"temperature":1,"tool_choice":"auto","tools":[],\
    "top_p":1,"usage":{"input_tokens":5,"input_tokens_details":{"cached_tokens":0},\
    "output_tokens":2,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":7}}\
    """
        .formatted(status, output);
  }

  private static String message(String content, String reason) {
    return """
    {"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[%s],\
    "stop_reason":"%s","usage":{"input_tokens":5,"output_tokens":2}}\
    """
        .formatted(content, reason);
  }
}
