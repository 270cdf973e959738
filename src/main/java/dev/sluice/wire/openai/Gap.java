package dev.sluice.wire.openai;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A place in an answer where a member is missing that every client may read, if only as null.
 *
 * @param at offset of the end of its object, whose other members stand before
 */
record Gap(int at, Member member) {
  /** A member that is null unless there is something to tell. */
  enum Member {
    REFUSAL,
    LOGPROBS;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** Its name. */
    String text() {
      return text;
    }

    /** As the last member of its object, behind others. */
    byte[] none() {
      return (",\"" + text + "\":null").getBytes(StandardCharsets.US_ASCII);
    }
  }
}
