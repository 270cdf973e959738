package dev.sluice.jmh;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What each provider's stream says first, and an event that adds a word.
 *
 * @param begin what comes before the first word
 * @param word may be repeated
 */
record ProviderEvents(Buffer begin, Buffer word) {
  private static final Map<String, ProviderEvents> ALL =
      Map.of(
          "chat",
          chat(),
          "messages",
          messages(),
          "responses",
          responses(),
          "gemini",
          gemini(),
          "bedrock",
          bedrock(),
          "ollama",
          ollama());
  private static final byte STRING = 7;
  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;

  /** Of the provider's dialect. */
  static ProviderEvents of(String dialect) {
    ProviderEvents events = ALL.get(dialect);
    if (events == null) {
      throw new IllegalArgumentException(dialect);
    }
    return events;
  }

  private static ProviderEvents chat() {
    String chunk =
        "data: {\"id\":\"chatcmpl-CYPS1lijGoK8gd9lYzY3r9S\",\"object\":\"chat.completion.chunk\","
            + "\"created\":1762317021,\"model\":\"gpt-5-nano\",\"choices\":[{\"index\":0,"
            + "\"delta\":{%s\"content\":\" word\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n";
    return text(chunk.formatted("\"role\":\"assistant\","), chunk.formatted(""));
  }

  private static ProviderEvents messages() {
    return text(
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\","
            + "\"model\":\"m\",\"usage\":{\"input_tokens\":5}}}\n\nevent: content_block_start\n"
            + "data: {\"type\":\"content_block_start\",\"index\":0,"
            + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text_delta\",\"text\":\" word\"}}\n\n");
  }

  private static ProviderEvents responses() {
    return text(
        "event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0,"
            + "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,"
            + "\"status\":\"in_progress\",\"model\":\"m\",\"output\":[]}}\n\n"
            + "event: response.output_item.added\ndata: {\"type\":\"response.output_item.added\","
            + "\"sequence_number\":1,\"output_index\":0,\"item\":{\"id\":\"msg_1\","
            + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}}\n\n"
            + "event: response.content_part.added\ndata: {\"type\":\"response.content_part.added\","
            + "\"sequence_number\":2,\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,"
            + "\"part\":{\"type\":\"output_text\",\"text\":\"\",\"annotations\":[]}}\n\n",
        "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\","
            + "\"sequence_number\":3,\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,"
            + "\"delta\":\" word\",\"logprobs\":[]}\n\n");
  }

  private static ProviderEvents gemini() {
    String word =
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\" word\"}],"
            + "\"role\":\"model\"},\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":5,"
            + "\"candidatesTokenCount\":1,\"totalTokenCount\":6},\"modelVersion\":\"gemini-2.5\","
            + "\"responseId\":\"abc\"}\r\n\r\n";
    return text(word, word);
  }

  private static ProviderEvents ollama() {
    String word =
        "{\"model\":\"llama3\",\"created_at\":\"2025-01-01T00:00:00Z\",\"message\":"
            + "{\"role\":\"assistant\",\"content\":\" word\"},\"done\":false}\n";
    return text(word, word);
  }

  private static ProviderEvents bedrock() {
    return new ProviderEvents(
        frame("messageStart", "{\"role\":\"assistant\"}"),
        frame("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\" word\"}}"));
  }

  private static ProviderEvents text(String begin, String word) {
    return new ProviderEvents(Buffer.buffer(begin), Buffer.buffer(word));
  }

  /** An event in the framing of {@code application/vnd.amazon.eventstream}. */
  private static Buffer frame(String type, String payload) {
    Buffer headers = Buffer.buffer();
    header(headers, ":message-type", "event");
    header(headers, ":event-type", type);
    header(headers, ":content-type", "application/json");
    int length = PRELUDE + headers.length() + payload.length() + CHECKSUM;
    Buffer frame = Buffer.buffer().appendInt(length).appendInt(headers.length());
    frame.appendInt(checksum(frame)).appendBuffer(headers).appendString(payload);
    return frame.appendInt(checksum(frame));
  }

  private static void header(Buffer to, String name, String value) {
    to.appendByte((byte) name.length()).appendString(name).appendByte(STRING);
    to.appendShort((short) value.length()).appendString(value);
  }

  private static int checksum(Buffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.getBytes());
    return (int) crc.getValue();
  }
}
