package dev.sluice.provider.translation;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.Base64Text;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds the images and documents of a request that stand behind addresses, and fills them in. */
final class MediaAddresses {
  private final Map<String, Media> fetched;
  private final Buffer body;

  private MediaAddresses(Map<String, Media> fetched, Buffer body) {
    this.fetched = fetched;
    this.body = body;
  }

  /** The addresses, each once, in their order. */
  static Set<String> of(CanonicalRequest request) {
    Set<String> found = new LinkedHashSet<>();
    for (Message message : request.messages()) {
      collect(message.parts(), found);
    }
    return found;
  }

  private static void collect(List<Part> parts, Set<String> found) {
    for (Part part : parts) {
      switch (part) {
        case Part.Image image when image.source() instanceof Source.Url url -> found.add(url.url());
        case Part.Document document when document.source() instanceof Source.Url url ->
            found.add(url.url());
        case Part.ToolResult result -> collect(result.parts(), found);
        default -> {
          // Nothing else stands elsewhere.
        }
      }
    }
  }

  /**
   * The request with all that was fetched in the places of the addresses. Throws {@link
   * FailureException} when something is not what it has to be.
   *
   * @param body the client's, to name its fields
   */
  static CanonicalRequest filled(
      CanonicalRequest request, Map<String, Media> fetched, Buffer body) {
    MediaAddresses all = new MediaAddresses(fetched, body);
    return request.withMessages(
        request.messages().stream()
            .map(message -> new Message(message.role(), all.filled(message.parts())))
            .toList());
  }

  private List<Part> filled(List<Part> parts) {
    List<Part> made = new ArrayList<>(parts.size());
    for (Part part : parts) {
      made.add(
          switch (part) {
            case Part.Image image when image.source() instanceof Source.Url url ->
                new Part.Image(source(url.url(), "image/"), image.detail(), image.cache());
            case Part.Document document when document.source() instanceof Source.Url url ->
                new Part.Document(
                    source(url.url(), ""),
                    document.title(),
                    document.context(),
                    document.citations(),
                    document.cache());
            case Part.ToolResult result ->
                new Part.ToolResult(
                    result.callId(), filled(result.parts()), result.failed(), result.cache());
            default -> part;
          });
    }
    return made;
  }

  private Source source(String url, String begin) {
    Media media = Objects.requireNonNull(fetched.get(url));
    if (!media.type().startsWith(begin)) {
      throw new FailureException(failure(body, url, "it is no JPEG, PNG, GIF or WebP"));
    }
    byte[] letters = Base64.getEncoder().encode(media.bytes().getBytes());
    return new Source.Inline(media.type(), Base64Text.of(letters, 0, letters.length));
  }

  /** The refusal of a request because of what stands behind one of its addresses. */
  static Failure failure(Buffer body, String url, String reason) {
    String field = FieldPath.of(body, url);
    return new Failure.BadRequest(
        "What the field `" + field + "` points to could not be fetched: " + reason + ".",
        field,
        "media_unavailable");
  }
}
