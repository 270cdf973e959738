package dev.sluice.provider.simulator;

import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Writes the answer to a chat request, plain or as a stream of events. All of it is ASCII. */
final class CompletionText {
  private static final int EVENT_BYTES = 224;
  private static final int TOKEN_BYTES = 8;
  private static final int FRAME_BYTES = 1024;

  private final ChatEnvelope ask;
  private final SplittableRandom chance;
  private final int tokens;
  private final int promptTokens;
  private final String finish;
  private final String head;
  private final StringBuilder text;
  private final int[] ends;
  private int parts;

  /**
   * A text to be written once.
   *
   * @param model the name that the answer gives
   * @param requestBytes size of the request, of which a fourth is taken for its tokens
   * @param length tokens of an answer that the request does not bound
   * @param created seconds of the epoch
   */
  CompletionText(
      ChatEnvelope ask,
      SplittableRandom chance,
      String model,
      int requestBytes,
      int length,
      long created) {
    boolean bounded = ask.maxTokens() > 0 && ask.maxTokens() < length;
    this.ask = ask;
    this.chance = chance;
    this.tokens = bounded ? (int) ask.maxTokens() : Math.max(1, length);
    this.finish = bounded ? "length" : "stop";
    this.promptTokens = Math.max(1, requestBytes / 4);
    String kind = ask.stream() ? "chat.completion.chunk" : "chat.completion";
    String id = Long.toHexString(chance.nextLong());
    this.head =
        "{\"id\":\"chatcmpl-%s\",\"object\":\"%s\",\"created\":%d,\"model\":\"%s\",\"choices\":["
            .formatted(id, kind, created, escape(model));
    int bytes = tokens() * (ask.stream() ? EVENT_BYTES : TOKEN_BYTES) + FRAME_BYTES;
    this.text = new StringBuilder(bytes);
    this.ends = new int[tokens() + 1];
  }

  /** Tokens of all choices. */
  int tokens() {
    return tokens * ask.choices();
  }

  /** The answer: a part for each token and one for the close, or the two halves. */
  Completion write() {
    if (ask.stream()) {
      writeEvents();
    } else {
      writePlain();
    }
    byte[] ascii = text.toString().getBytes(StandardCharsets.US_ASCII);
    return new Completion(Buffer.buffer(ascii), Arrays.copyOf(ends, parts));
  }

  private void writePlain() {
    text.append(head);
    for (int choice = 0; choice < ask.choices(); choice++) {
      text.append(choice == 0 ? "" : ",").append("{\"index\":").append(choice);
      text.append(",\"message\":{\"role\":\"assistant\",\"content\":\"");
      Prose prose = new Prose(chance);
      for (int i = 0; i < tokens; i++) {
        text.append(prose.next());
      }
      text.append("\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"");
      text.append(finish).append("\"}");
    }
    text.append("],");
    usage();
    text.append('}');
    ends[parts++] = text.length() / 2;
    ends[parts++] = text.length();
  }

  private void writeEvents() {
    for (int choice = 0; choice < ask.choices(); choice++) {
      delta(choice, "\"role\":\"assistant\",\"content\":\"\",\"refusal\":null", "null");
      Prose prose = new Prose(chance);
      for (int i = 0; i < tokens; i++) {
        delta(choice, "\"content\":\"" + prose.next() + "\"", "null");
        ends[parts++] = text.length();
      }
      delta(choice, "", "\"" + finish + "\"");
    }
    if (ask.includeUsage()) {
      text.append("data: ").append(head).append("],");
      usage();
      text.append("}\n\n");
    }
    text.append("data: [DONE]\n\n");
    ends[parts++] = text.length();
  }

  private void delta(int choice, String delta, String finishReason) {
    text.append("data: ").append(head).append("{\"index\":").append(choice);
    text.append(",\"delta\":{").append(delta).append("},\"logprobs\":null,\"finish_reason\":");
    text.append(finishReason).append("}]");
    text.append(ask.includeUsage() ? ",\"usage\":null}\n\n" : "}\n\n");
  }

  private void usage() {
    text.append("\"usage\":{\"prompt_tokens\":").append(promptTokens);
    text.append(",\"completion_tokens\":").append(tokens());
    text.append(",\"total_tokens\":").append(promptTokens + tokens()).append('}');
  }

  private static String escape(String model) {
    StringBuilder escaped = new StringBuilder(model.length());
    for (int i = 0; i < model.length(); i++) {
      char c = model.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
