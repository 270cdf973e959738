package dev.sluice.wire.surface;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The models that can be asked for, written so that clients of OpenAI and of Anthropic read it. */
public final class ModelListing {
  private static final int MOST = 1000;

  private ModelListing() {}

  /**
   * A piece of the listing: all of it unless the query sets a bound. Throws {@link
   * FailureException} with a {@link Failure.BadRequest} when the query is not understood.
   *
   * @param names all names, in their order
   * @param created seconds since 1970, told of each
   * @param query value of a parameter: {@code limit} is the most models of the piece, 1 to 1000;
   *     {@code after_id} and {@code before_id} name the model behind or before which it lies
   */
  public static Buffer page(
      Collection<String> names, long created, Function<String, @Nullable String> query) {
    List<String> all = List.copyOf(names);
    String after = query.apply("after_id");
    String before = query.apply("before_id");
    int from = after == null ? 0 : place(all, "after_id", after) + 1;
    int to = before == null ? all.size() : place(all, "before_id", before);
    to = Math.max(from, to);
    int limit = limit(query.apply("limit"), all.size());
    boolean backwards = before != null && after == null;
    boolean more = to - from > limit;
    if (more && backwards) {
      from = to - limit;
    } else if (more) {
      to = from + limit;
    }
    return write(all.subList(from, to), created, more);
  }

  private static int place(List<String> all, String parameter, String name) {
    int at = all.indexOf(name);
    if (at < 0) {
      throw bad(parameter, "must be the id of a model in the list");
    }
    return at;
  }

  private static int limit(@Nullable String text, int otherwise) {
    if (text == null) {
      return Math.max(1, otherwise);
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    throw bad("limit", "must be from 1 to " + MOST);
  }

  private static FailureException bad(String parameter, String rule) {
    return new FailureException(
        new Failure.BadRequest(
            "The parameter '" + parameter + "' " + rule + ".", parameter, "invalid_value"));
  }

  private static Buffer write(List<String> names, long created, boolean more) {
    JsonOut out = new JsonOut();
    out.object().member("object", "list").key("data").array();
    String date = Instant.ofEpochSecond(created).toString();
    for (String name : names) {
      entry(out, name, created, date);
    }
    out.endArray().member("has_more", more);
    if (names.isEmpty()) {
      out.none("first_id").none("last_id");
    } else {
      out.member("first_id", names.getFirst()).member("last_id", names.getLast());
    }
    return out.endObject().toBuffer();
  }

  /** The entry of one model. */
  public static Buffer one(String name, long created) {
    JsonOut out = new JsonOut();
    entry(out, name, created, Instant.ofEpochSecond(created).toString());
    return out.toBuffer();
  }

  private static void entry(JsonOut out, String name, long created, String date) {
    out.object()
        .member("id", name)
        .member("object", "model")
        .member("created", created)
        .member("owned_by", "sluice")
        .member("type", "model")
        .member("display_name", name)
        .member("created_at", date)
        .endObject();
  }
}
