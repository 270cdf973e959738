package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.JsonKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an assistant's message says of its thoughts: as blocks with their signatures, as they
 * came with an answer, else as plain text.
 */
final class ChatThoughtReader {
  private static final JsonKey PLAIN = JsonKey.of("reasoning_content");
  private static final JsonKey PLAIN_TOO = JsonKey.of("reasoning");
  private static final JsonKey BLOCKS = JsonKey.of("thinking_blocks");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey THINKING = JsonKey.of("thinking");
  private static final JsonKey SIGNATURE = JsonKey.of("signature");
  private static final JsonKey DATA = JsonKey.of("data");
  private static final String FIELD = "messages.thinking_blocks";

  private final FieldReader in;
  private final List<Part> thoughts;
  private @Nullable String plain;

  ChatThoughtReader(FieldReader in, List<Part> thoughts) {
    this.in = in;
    this.thoughts = thoughts;
  }

  /** Forgets what was read. */
  void reset() {
    thoughts.clear();
    plain = null;
  }

  /** Reads the member that the reader is on; false when it says nothing of thoughts. */
  boolean member() {
    if (in.on(PLAIN) || (in.on(PLAIN_TOO) && in.isText())) {
      String said = in.text("messages.reasoning_content");
      plain = said == null ? plain : said;
    } else if (in.on(BLOCKS)) {
      if (in.array(FIELD)) {
        while (in.item()) {
          block();
        }
      }
    } else {
      return false;
    }
    return true;
  }

  private void block() {
    if (!in.object(FIELD)) {
      return;
    }
    String type = null;
    String text = null;
    String signature = null;
    String data = null;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("messages.thinking_blocks.type");
      } else if (in.on(THINKING)) {
        text = in.text("messages.thinking_blocks.thinking");
      } else if (in.on(SIGNATURE)) {
        signature = in.text("messages.thinking_blocks.signature");
      } else if (in.on(DATA)) {
        data = in.text("messages.thinking_blocks.data");
      } else {
        in.skip();
      }
    }
    if (data != null && "redacted_thinking".equals(type)) {
      thoughts.add(new Part.SealedReasoning(data));
    } else {
      thoughts.add(new Part.Reasoning(text == null ? "" : text, signature));
    }
  }

  /** Settles what the message said. */
  void end() {
    if (thoughts.isEmpty() && plain != null && !plain.isEmpty()) {
      thoughts.add(new Part.Reasoning(plain, null));
    }
  }
}
