package dev.sluice.e2e;

import dev.sluice.e2e.ScriptedProvider.Script;

/** Providers that say the same in dialects of their own. */
enum ProviderKind {
  ANTHROPIC {
    @Override
    RunningGateway gateway(ScriptedProvider provider) {
      return new RunningGateway(settings().anthropic("claude", provider));
    }

    @Override
    Script text() {
      return both(MessagesScripts.ANSWER, MessagesScripts.WHOLE);
    }

    @Override
    Script calls() {
      String answer =
          MessagesScripts.ANSWER
              .replace(
                  "[{\"type\":\"text\",\"text\":\"Grüße, 世界\"}]",
                  "[{\"type\":\"text\",\"text\":\"Let me see.\"},"
                      + use("toolu_1", "Köln")
                      + ","
                      + use("toolu_2", "Bonn")
                      + "]")
              .replace("end_turn", "tool_use");
      String events =
          MessagesScripts.START
              + MessagesScripts.TEXT.replace("Grüße, 世界", "Let me see.")
              + block(1, "toolu_1", "Köln")
              + block(2, "toolu_2", "Bonn")
              + MessagesScripts.END.replace("end_turn", "tool_use");
      return both(answer, events);
    }

    private static String use(String id, String city) {
      return "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"weather\",\"input\":{\"city\":\"%s\"}}"
          .formatted(id, city);
    }

    private static String block(int index, String id, String city) {
      String at = ",\"index\":" + index;
      String open =
          "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"weather\",\"input\":{}}".formatted(id);
      String json = "{\"type\":\"input_json_delta\",\"partial_json\":\"%s\"}";
      return MessagesScripts.event("content_block_start", at + ",\"content_block\":" + open)
          + MessagesScripts.event(
              "content_block_delta", at + ",\"delta\":" + json.formatted("{\\\"city\\\":"))
          + MessagesScripts.event(
              "content_block_delta", at + ",\"delta\":" + json.formatted("\\\"" + city + "\\\"}"))
          + MessagesScripts.event("content_block_stop", at);
    }

    @Override
    Script thinks() {
      String answer =
          MessagesScripts.ANSWER.replace(
              "[{\"type\":\"text\"",
              "[{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"},"
                  + "{\"type\":\"text\"");
      String at = ",\"index\":0";
      String thought =
          MessagesScripts.event(
                  "content_block_start",
                  at
                      + ",\"content_block\":"
                      + "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}")
              + MessagesScripts.event(
                  "content_block_delta",
                  at + ",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Hm.\"}")
              + MessagesScripts.event(
                  "content_block_delta",
                  at + ",\"delta\":{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}")
              + MessagesScripts.event("content_block_stop", at);
      String text = MessagesScripts.TEXT.replace("\"index\":0", "\"index\":1");
      return both(answer, MessagesScripts.START + thought + text + MessagesScripts.END);
    }

    @Override
    Script breaks() {
      return MessagesScripts.streams(
          MessagesScripts.START
              + MessagesScripts.TEXT
              + "event: error\ndata: "
              + MessagesScripts.error("overloaded_error")
              + "\n\n");
    }

    @Override
    String error(String type) {
      return MessagesScripts.error(type);
    }
  },

  OPENAI {
    @Override
    RunningGateway gateway(ScriptedProvider provider) {
      return RunningGateway.with(settings(), provider);
    }

    @Override
    Script text() {
      return Scripts.serves();
    }

    @Override
    Script calls() {
      String calls = "[" + call("", "call_1", "Köln") + "," + call("", "call_2", "Bonn") + "]";
      String answer =
          Scripts.ANSWER
              .replace(
                  "\"content\":\"Grüße, 世界\"",
                  "\"content\":\"Let me see.\",\"tool_calls\":" + calls)
              .replace("\"stop\"", "\"tool_calls\"");
      String events =
          Scripts.events(
              Scripts.ROLE,
              Scripts.content("Let me see."),
              delta("{\"tool_calls\":[" + call("\"index\":0,", "call_1", "Köln") + "]}"),
              delta("{\"tool_calls\":[" + call("\"index\":1,", "call_2", "Bonn") + "]}"),
              Scripts.FINISH.replace("\"stop\"", "\"tool_calls\""),
              Scripts.USAGE,
              Scripts.DONE);
      return both(answer, events);
    }

    private static String call(String index, String id, String city) {
      return """
      {%s"id":"%s","type":"function","function":\
      {"name":"weather","arguments":"{\\"city\\":\\"%s\\"}"}}\
      """
          .formatted(index, id, city);
    }

    private static String delta(String delta) {
      return Scripts.content("x").replace("{\"content\":\"x\"}", delta);
    }

    @Override
    Script thinks() {
      String answer =
          Scripts.ANSWER.replace("\"content\"", "\"reasoning_content\":\"Hm.\",\"content\"");
      String events =
          Scripts.events(
              Scripts.ROLE,
              delta("{\"reasoning_content\":\"Hm.\"}"),
              Scripts.HELLO,
              Scripts.FINISH,
              Scripts.USAGE,
              Scripts.DONE);
      return both(answer, events);
    }

    @Override
    Script breaks() {
      return Scripts.streams(
          Scripts.ROLE, Scripts.HELLO, Scripts.error("server_error", "server_is_overloaded"));
    }

    @Override
    String error(String type) {
      return Scripts.error(type, type);
    }
  };

  private static Settings settings() {
    return new Settings().failover("retries", 0);
  }

  /** A gateway before such a provider. */
  abstract RunningGateway gateway(ScriptedProvider provider);

  /** Says "Grüße, 世界". */
  abstract Script text();

  /** Says "Let me see." and asks for the weather of Köln and of Bonn at once. */
  abstract Script calls();

  /** Thinks "Hm." and says "Grüße, 世界". */
  abstract Script thinks();

  /** Begins to stream and then tells an error. */
  abstract Script breaks();

  /** The body of an error. */
  abstract String error(String type);

  /** A stream where one is asked for, else a whole answer. */
  private static Script both(String answer, String events) {
    Script whole = Scripts.answers(200, answer);
    Script stream = MessagesScripts.streams(events);
    return (request, socket) ->
        (request.body().contains("\"stream\":true") ? stream : whole).play(request, socket);
  }
}
