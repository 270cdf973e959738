package dev.sluice.config.descriptor;

import dev.sluice.model.Endpoint;
import dev.sluice.model.FieldRule;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What sets a server apart that speaks OpenAI's API: all that is not said is as OpenAI does it.
 *
 * @param name what it is called in messages
 * @param baseUrl where it is unless the provider says so, null when only the provider can
 * @param paths paths of the endpoints that it has, behind the base URL
 * @param key where it looks for the key
 * @param headers further headers of every request, by lower-case names
 * @param parameters rules of the fields of a chat or completion request
 * @param messages rules of the fields of each of its messages
 * @param models how some models differ; the first that is for a model counts
 * @param errors what errors stand for; the first that applies counts
 * @param limits its names of the headers that tell its limits, by those that are usual
 * @param embeddings what its embeddings are like
 * @param listing whether it lists its models at {@code /models}
 */
public record Descriptor(
    String name,
    @Nullable URI baseUrl,
    Map<Endpoint, String> paths,
    KeyPlace key,
    Map<String, String> headers,
    Map<String, FieldRule> parameters,
    Map<String, FieldRule> messages,
    List<ModelRules> models,
    List<ErrorRule> errors,
    Map<String, String> limits,
    EmbeddingsTraits embeddings,
    boolean listing) {
  /** A server that does all as OpenAI does it. */
  public static final Descriptor PLAIN =
      new Descriptor(
          "custom",
          null,
          everywhere(),
          KeyPlace.BEARER,
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          List.of(),
          Map.of(),
          EmbeddingsTraits.USUAL,
          true);

  public Descriptor {
    paths = ordered(paths);
    headers = ordered(headers);
    parameters = ordered(parameters);
    messages = ordered(messages);
    models = List.copyOf(models);
    errors = List.copyOf(errors);
    limits = ordered(limits);
  }

  private static <K, V> Map<K, V> ordered(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static Map<Endpoint, String> everywhere() {
    Map<Endpoint, String> all = new LinkedHashMap<>();
    for (Endpoint endpoint : Endpoint.values()) {
      all.put(endpoint, endpoint.path());
    }
    return all;
  }
}
