package dev.sluice.wire.bedrock;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.MagicBytes;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes images and documents, which the dialect takes as bytes alone. */
final class ConverseMediaWriter {
  private static final String CONTENT = "messages.content";
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final String WORD = OFFICE + "wordprocessingml";
  private static final String SHEET = OFFICE + "spreadsheetml";

  private final JsonOut out;
  private final ConverseNames names;
  private final Dropped dropped;

  ConverseMediaWriter(JsonOut out, ConverseNames names, Dropped dropped) {
    this.out = out;
    this.names = names;
    this.dropped = dropped;
  }

  void image(Part.Image image) {
    if (image.detail() != null) {
      dropped.drop("image_url.detail", "no counterpart");
    }
    Source.Inline inline = inline(image.source());
    out.key("image").object().member("format", format(inline)).key("source").object();
    bytes(inline);
    out.endObject().endObject();
  }

  /** The format as its bytes tell, or else as the client says. */
  private static String format(Source.Inline inline) {
    String found = MagicBytes.mediaType(inline.data().head(MagicBytes.LENGTH));
    return switch (found == null ? inline.mediaType() : found) {
      case "image/png" -> "png";
      case "image/jpeg", "image/jpg" -> "jpeg";
      case "image/gif" -> "gif";
      case "image/webp" -> "webp";
      default -> throw Dropped.refusal(CONTENT, "images have to be JPEG, PNG, GIF or WebP");
    };
  }

  void document(Part.Document document) {
    out.key("document").object();
    if (document.source() instanceof Source.Plain plain) {
      head("txt", document);
      byte[] text = plain.text().getBytes(StandardCharsets.UTF_8);
      out.member("bytes", Base64.getEncoder().encodeToString(text)).endObject();
    } else {
      Source.Inline inline = inline(document.source());
      head(documentFormat(inline), document);
      bytes(inline);
      out.endObject();
    }
    if (document.context() != null) {
      out.member("context", document.context());
    }
    if (document.citations()) {
      out.key("citations").object().member("enabled", true).endObject();
    }
    out.endObject();
  }

  private void head(String format, Part.Document document) {
    out.member("format", format).member("name", names.document(name(document.title(), format)));
    out.key("source").object();
  }

  /** The title without the ending that the format says already. */
  private static String name(@Nullable String title, String format) {
    if (title == null) {
      return "document";
    }
    String ending = "." + format;
    return title.toLowerCase(Locale.ROOT).endsWith(ending)
        ? title.substring(0, title.length() - ending.length())
        : title;
  }

  private static String documentFormat(Source.Inline inline) {
    if ("application/pdf".equals(MagicBytes.mediaType(inline.data().head(MagicBytes.LENGTH)))) {
      return "pdf";
    }
    String type = inline.mediaType();
    return switch (type) {
      case "application/pdf" -> "pdf";
      case "application/msword" -> "doc";
      case "application/vnd.ms-excel" -> "xls";
      case "text/csv" -> "csv";
      case "text/html" -> "html";
      case "text/markdown" -> "md";
      case "application/json", "application/xml" -> "txt";
      default -> {
        if (type.startsWith(WORD)) {
          yield "docx";
        }
        if (type.startsWith(SHEET)) {
          yield "xlsx";
        }
        if (type.startsWith("text/")) {
          yield "txt";
        }
        throw Dropped.refusal(
            CONTENT, "documents have to be PDF, Word, Excel, HTML, Markdown, CSV or text");
      }
    };
  }

  private static Source.Inline inline(Source source) {
    return switch (source) {
      case Source.Inline inline -> inline;
      case Source.Plain _ -> throw Dropped.refusal(CONTENT, "an image is no text");
      case Source.Url _ ->
          throw Dropped.refusal(
              CONTENT, "it takes bytes, and addresses are not fetched without media.enabled");
      case Source.Kept kept ->
          throw Dropped.refusal(CONTENT, "file " + kept.id() + " is kept by another provider");
    };
  }

  private void bytes(Source.Inline inline) {
    out.key("bytes").quote();
    inline.data().write(out);
    out.endText();
  }
}
