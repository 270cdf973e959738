package dev.sluice.wire.canonical;

import dev.sluice.wire.json.Base64Text;

/** Where the content of an image, a document or a recording is. */
public sealed interface Source {
  /**
   * In the request itself.
   *
   * @param mediaType for example {@code image/png}, in lower case, without parameters
   * @param data the bytes
   */
  record Inline(String mediaType, Base64Text data) implements Source {}

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
