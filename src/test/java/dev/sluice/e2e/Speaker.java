package dev.sluice.e2e;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.GeminiConfig;
import dev.sluice.config.OllamaConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Api;
import dev.sluice.wire.golden.Frames;
import io.vertx.core.buffer.Buffer;

/**
 * Providers of every dialect that say the same: in {@link #text} a greeting, in {@link #call} that
 * a function without arguments is to be called, and each as whole answer and as stream.
 */
enum Speaker {
  OPENAI,
  RESPONSES,
  ANTHROPIC,
  GEMINI,
  BEDROCK,
  OLLAMA;

  /** What all of them say. */
  static final String TEXT = "Grüße, 世界";

  private static final String CALLED =
      "{\"tool_calls\":[{%s\"id\":\"call_1\",\"type\":\"function\","
          + "\"function\":{\"name\":\"now\",\"arguments\":\"\"}}]}";

  private ProviderConfig config(ConnectionConfig reached) {
    return switch (this) {
      case OPENAI -> new OpenAiConfig(reached);
      case RESPONSES -> new OpenAiConfig(reached, Api.RESPONSES);
      case ANTHROPIC -> new AnthropicConfig(reached, AnthropicConfig.VERSION_2023, false);
      case GEMINI -> new GeminiConfig(reached, GeminiConfig.BETA, null);
      case BEDROCK -> new BedrockConfig(reached, "eu-central-1", null);
      case OLLAMA -> new OllamaConfig(reached, null, 0);
    };
  }

  /** Puts such a provider behind the gateway, which knows the model by another name. */
  Settings behind(ScriptedProvider provider) {
    return new Settings()
        .failover("retries", 0)
        .breaker("enabled", false)
        .speaking("one", provider, this::config, "their-model");
  }

  /** A greeting. */
  Script text() {
    return switch (this) {
      case OPENAI -> Scripts.serves();
      case RESPONSES -> ResponsesUpstream.RESPONSES.greets();
      case ANTHROPIC ->
          both(MessagesScripts.ANSWER, MessagesScripts.streams(MessagesScripts.WHOLE));
      case GEMINI ->
          both(
              GeminiTargetTest.ANSWER,
              Scripts.streams(GeminiTargetTest.HELLO, GeminiTargetTest.WORLD));
      case BEDROCK ->
          both(
              converse("{\"text\":\"" + TEXT + "\"}", "end_turn"),
              frames(
                  """
                  {"messageStart":{"role":"assistant"}}
                  {"contentBlockDelta":{"contentBlockIndex":0,"delta":{"text":"%s"}}}
                  {"contentBlockStop":{"contentBlockIndex":0}}
                  {"messageStop":{"stopReason":"end_turn"}}
                  {"metadata":{"usage":{"inputTokens":5,"outputTokens":2,"totalTokens":7}}}
                  """
                      .formatted(TEXT)));
      case OLLAMA ->
          both(line(said(TEXT), true), lines(line(said(TEXT), false), line(said(""), true)));
    };
  }

  /** A call without arguments. Where the dialect can, its end does not tell that it is one. */
  Script call() {
    return switch (this) {
      case OPENAI -> openAiCall();
      case RESPONSES -> ResponsesUpstream.callsNow();
      case ANTHROPIC -> anthropicCall();
      case GEMINI -> geminiCall();
      case BEDROCK -> bedrockCall();
      case OLLAMA -> ollamaCall();
    };
  }

  private static Script openAiCall() {
    return both(
        Scripts.ANSWER.replace(
            "\"content\":\"" + TEXT + "\"",
            "\"content\":null," + CALLED.formatted("").replaceAll("^\\{|}$", "")),
        Scripts.streams(
            Scripts.ROLE,
            Scripts.delta(CALLED.formatted("\"index\":0,")),
            Scripts.FINISH,
            Scripts.USAGE,
            Scripts.DONE));
  }

  private static Script anthropicCall() {
    String use = "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"now\",\"input\":{}}";
    String whole =
        MessagesScripts.ANSWER.replace("{\"type\":\"text\",\"text\":\"" + TEXT + "\"}", use);
    String begin =
        MessagesScripts.event("content_block_start", ",\"index\":0,\"content_block\":" + use);
    String end = MessagesScripts.event("content_block_stop", ",\"index\":0");
    return both(
        whole.replace("end_turn", "tool_use"),
        MessagesScripts.streams(
            MessagesScripts.START
                + begin
                + end
                + MessagesScripts.END.replace("end_turn", "tool_use")));
  }

  private static Script geminiCall() {
    String called =
        GeminiTargetTest.chunk("[{\"functionCall\":{\"name\":\"now\",\"args\":{}}}]", "STOP");
    return both(called, Scripts.streams(called));
  }

  private static Script bedrockCall() {
    String start = "{\"toolUse\":{\"toolUseId\":\"tooluse_1\",\"name\":\"now\"%s}}";
    return both(
        converse(start.formatted(",\"input\":{}"), "tool_use"),
        frames(
            """
            {"messageStart":{"role":"assistant"}}
            {"contentBlockStart":{"contentBlockIndex":0,"start":%s}}
            {"contentBlockStop":{"contentBlockIndex":0}}
            {"messageStop":{"stopReason":"tool_use"}}
            {"metadata":{"usage":{"inputTokens":5,"outputTokens":2,"totalTokens":7}}}
            """
                .formatted(start.formatted(""))));
  }

  private static Script ollamaCall() {
    String message =
        "{\"role\":\"assistant\",\"content\":\"\","
            + "\"tool_calls\":[{\"function\":{\"name\":\"now\",\"arguments\":{}}}]}";
    return both(line(message, true), lines(line(message, false), line(said(""), true)));
  }

  private static String converse(String content, String reason) {
    return """
    {"output":{"message":{"role":"assistant","content":[%s]}},"stopReason":"%s",\
    "usage":{"inputTokens":5,"outputTokens":2,"totalTokens":7}}\
    """
        .formatted(content, reason);
  }

  private static String said(String text) {
    return "{\"role\":\"assistant\",\"content\":\"" + text + "\"}";
  }

  private static String line(String message, boolean last) {
    return "{\"model\":\"their-model\",\"created_at\":\"2026-01-02T03:04:05Z\",\"message\":"
        + message
        + ",\"done\":"
        + last
        + (last ? ",\"done_reason\":\"stop\",\"prompt_eval_count\":5,\"eval_count\":2}" : "}");
  }

  private static Script lines(String... lines) {
    return chunked("application/x-ndjson", Buffer.buffer(String.join("\n", lines) + "\n"));
  }

  private static Script frames(String lines) {
    return chunked("application/vnd.amazon.eventstream", Frames.ofLines(lines));
  }

  private static Script chunked(String type, Buffer body) {
    return Scripts.says(
        Buffer.buffer(
                "HTTP/1.1 200 OK\r\ncontent-type: %s\r\ntransfer-encoding: chunked\r\n\r\n"
                    .formatted(type))
            .appendBuffer(Scripts.chunk(body.getBytes()))
            .appendString("0\r\n\r\n"));
  }

  /** A stream where one is asked for, else a whole answer. */
  private static Script both(String answer, Script stream) {
    Script whole = Scripts.answers(200, answer);
    return (request, socket) -> {
      boolean streams =
          request.body().contains("\"stream\":true")
              || request.head().contains(":streamGenerateContent")
              || request.head().contains("/converse-stream");
      (streams ? stream : whole).play(request, socket);
    };
  }
}
