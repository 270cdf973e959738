package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.CacheHint;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads content: text, or blocks, of which some have content of their own. */
final class MessagesBlockReader {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey SOURCE = JsonKey.of("source");
  private static final JsonKey TITLE = JsonKey.of("title");
  private static final JsonKey CONTEXT = JsonKey.of("context");
  private static final JsonKey CITATIONS = JsonKey.of("citations");
  private static final JsonKey ENABLED = JsonKey.of("enabled");
  private static final JsonKey CACHE = JsonKey.of("cache_control");
  private static final JsonKey TTL = JsonKey.of("ttl");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey INPUT = JsonKey.of("input");
  private static final JsonKey CALL_ID = JsonKey.of("tool_use_id");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey FAILED = JsonKey.of("is_error");
  private static final JsonKey THINKING = JsonKey.of("thinking");
  private static final JsonKey SIGNATURE = JsonKey.of("signature");
  private static final JsonKey DATA = JsonKey.of("data");
  private static final String FIELD = "messages.content";

  private final FieldReader in;
  private final @Nullable Dropped dropped;
  private final int depth;
  private @Nullable MessagesBlockReader inner;

  // The block at hand; its type may come last.
  private @Nullable String type;
  private @Nullable String text;
  private @Nullable Source source;
  private @Nullable String title;
  private @Nullable String context;
  private boolean cites;
  private List<Citation> citations = List.of();
  private @Nullable CacheHint cache;
  private @Nullable String id;
  private @Nullable String name;
  private @Nullable Json input;
  private List<Part> content = List.of();
  private boolean failed;
  private @Nullable String signature;

  /**
   * A reader of content.
   *
   * @param dropped told of blocks that nobody else knows; null where that is not the client's
   *     business
   */
  MessagesBlockReader(FieldReader in, @Nullable Dropped dropped) {
    this(in, dropped, 0);
  }

  private MessagesBlockReader(FieldReader in, @Nullable Dropped dropped, int depth) {
    this.in = in;
    this.dropped = dropped;
    this.depth = depth;
  }

  /** Reads the content that the reader is on. */
  void read(List<Part> parts, String field) {
    if (in.isText()) {
      parts.add(new Part.Text(in.given(in.text(field), field)));
    } else if (in.array(field)) {
      while (in.nextObject(field)) {
        block(parts);
      }
    }
  }

  private void block(List<Part> parts) {
    forget();
    while (in.member()) {
      if (!(words() || media() || calls())) {
        in.skip();
      }
    }
    Part part = part();
    if (part != null) {
      parts.add(part);
    }
  }

  private void forget() {
    type = null;
    text = null;
    source = null;
    title = null;
    context = null;
    cites = false;
    citations = List.of();
    cache = null;
    id = null;
    name = null;
    input = null;
    content = List.of();
    failed = false;
    signature = null;
  }

  private boolean words() {
    if (in.on(TYPE)) {
      type = in.text("messages.content.type");
    } else if (in.on(TEXT)) {
      text = in.text("messages.content.text");
    } else if (in.on(THINKING)) {
      text = in.text("messages.content.thinking");
    } else if (in.on(SIGNATURE)) {
      signature = in.text("messages.content.signature");
    } else if (in.on(DATA)) {
      text = in.text("messages.content.data");
    } else if (in.on(CACHE)) {
      cache = cache(in);
    } else {
      return false;
    }
    return true;
  }

  private boolean media() {
    if (in.on(SOURCE)) {
      source = new MessagesSourceReader(in).read();
    } else if (in.on(TITLE)) {
      title = in.text("messages.content.title");
    } else if (in.on(CONTEXT)) {
      context = in.text("messages.content.context");
    } else if (in.on(CITATIONS)) {
      citations();
    } else {
      return false;
    }
    return true;
  }

  private boolean calls() {
    if (in.on(ID)) {
      id = in.text("messages.content.id");
    } else if (in.on(NAME)) {
      name = in.text("messages.content.name");
    } else if (in.on(INPUT)) {
      input = in.json();
    } else if (in.on(CALL_ID)) {
      id = in.text("messages.content.tool_use_id");
    } else if (in.on(FAILED)) {
      failed = Boolean.TRUE.equals(in.flag("messages.content.is_error"));
    } else if (in.on(CONTENT)) {
      content();
    } else {
      return false;
    }
    return true;
  }

  /** In a document whether to cite, in an answer's text what is cited. */
  private void citations() {
    if (in.isObject() && in.object(FIELD)) {
      while (in.member()) {
        if (in.on(ENABLED)) {
          cites = Boolean.TRUE.equals(in.flag("messages.content.citations.enabled"));
        } else {
          in.skip();
        }
      }
    } else {
      citations = MessagesCitations.list(in);
    }
  }

  /** Content within a block is read one level deep, which is all that there is. */
  private void content() {
    if (depth > 0 || !(in.isText() || in.isArray())) {
      in.skip();
      return;
    }
    if (inner == null) {
      inner = new MessagesBlockReader(in, dropped, depth + 1);
    }
    content = new ArrayList<>();
    inner.read(content, FIELD);
  }

  /** The cache hint that the reader is on. */
  static @Nullable CacheHint cache(FieldReader in) {
    if (!in.object("cache_control")) {
      return null;
    }
    CacheHint hint = CacheHint.SHORT;
    while (in.member()) {
      if (in.on(TTL)) {
        hint = "1h".equals(in.text("cache_control.ttl")) ? CacheHint.LONG : CacheHint.SHORT;
      } else {
        in.skip();
      }
    }
    return hint;
  }

  private @Nullable Part part() {
    return switch (in.given(type, "messages.content.type")) {
      case "text" -> new Part.Text(in.given(text, "messages.content.text"), citations, cache);
      case "image" -> new Part.Image(in.given(source, "messages.content.source"), null, cache);
      case "document" ->
          new Part.Document(
              in.given(source, "messages.content.source"), title, context, cites, cache);
      case "tool_use" ->
          new Part.ToolCall(
              in.given(id, "messages.content.id"),
              in.given(name, "messages.content.name"),
              input == null ? "{}" : input.text(),
              cache);
      case "tool_result" ->
          new Part.ToolResult(
              in.given(id, "messages.content.tool_use_id"), full(content), failed, cache);
      case "thinking" -> new Part.Reasoning(text == null ? "" : text, signed());
      case "redacted_thinking" -> new Part.SealedReasoning(in.given(text, "messages.content.data"));
      case "search_result" -> found();
      default -> other();
    };
  }

  private @Nullable String signed() {
    return signature == null || signature.isEmpty() ? null : signature;
  }

  private static List<Part> full(List<Part> parts) {
    return parts.stream()
        .filter(part -> !(part instanceof Part.Text text && text.text().isEmpty()))
        .toList();
  }

  /** A search result is text that says where it was found. */
  private Part found() {
    StringBuilder all = new StringBuilder(title == null ? "" : title);
    if (source instanceof Source.Url url) {
      all.append(all.isEmpty() ? "" : "\n").append(url.url());
    }
    for (Part part : content) {
      if (part instanceof Part.Text one) {
        all.append(all.isEmpty() ? "" : "\n\n").append(one.text());
      }
    }
    return new Part.Text(all.toString(), List.of(), cache);
  }

  private @Nullable Part other() {
    if (dropped != null) {
      dropped.drop("messages.content", "blocks of the provider's own tools have no counterpart");
    }
    return null;
  }
}
