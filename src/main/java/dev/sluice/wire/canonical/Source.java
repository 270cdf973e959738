package dev.sluice.wire.canonical;

import dev.sluice.wire.json.Base64Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where the content of an image, a document or a recording is. */
public sealed interface Source {
  /**
   * In the request itself.
   *
   * @param mediaType for example {@code image/png}, in lower case, without parameters
   * @param data the bytes
   */
  record Inline(String mediaType, Base64Text data) implements Source {
    /**
     * The bytes as text. Throws {@link dev.sluice.model.FailureException} with a {@link
     * dev.sluice.model.Failure.BadRequest} when they are not base64.
     */
    public String text() {
      try {
        byte[] text = Base64.getDecoder().decode(data.toString());
        return new String(text, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw Turns.wrong("holds a document that is not base64");
      }
    }
  }

  /**
   * In the request itself, as text.
   *
   * @param text the document's text
   */
  record Plain(String text) implements Source {}

  /**
   * Where the provider gets it.
   *
   * @param url http or https
   */
  record Url(String url) implements Source {}

  /**
   * Kept by a provider, and of no use to another.
   *
   * @param id the provider's name of it
   */
  record Kept(String id) implements Source {}
}
