package dev.sluice.model;

import org.jspecify.annotations.Nullable;

/**
 * One provider's upstream model behind a model.
 *
 * @param id name of the target
 * @param provider name of the provider
 * @param dialect what the provider speaks
 * @param upstream name of the model at the provider; null to pass on the client's name
 * @param weight share among the targets of the same priority, at least 1
 * @param priority tier; 1 is tried before 2
 * @param enabled whether it may be chosen at all
 * @param maxRps attempts per second that the fleet may start, 0 for no cap
 * @param price null when unknown
 * @param timeouts time bounds of an attempt
 * @param expensive whether probes would cost too much: it is then never probed
 * @param maxConnections most attempts of a node that may be under way, 0 for no cap
 * @param traits what is said of it for the choice between targets
 * @param caps further caps on what the fleet may ask of it
 * @param api how it is asked for chats, null for as its provider
 */
public record Target(
    TargetId id,
    String provider,
    Dialect dialect,
    @Nullable String upstream,
    int weight,
    int priority,
    boolean enabled,
    double maxRps,
    @Nullable Price price,
    Timeouts timeouts,
    boolean expensive,
    int maxConnections,
    Traits traits,
    Caps caps,
    @Nullable Api api) {

  public Target {
    if (weight < 1 || priority < 1) {
      throw new IllegalArgumentException("a target's weight and priority are at least 1");
    }
    if (!(maxRps >= 0)) {
      throw new IllegalArgumentException("a target's rate cap is never negative");
    }
    if (maxConnections < 0) {
      throw new IllegalArgumentException("a target's cap of attempts is never negative");
    }
  }

  /** This one at another price, with other traits. */
  public Target with(@Nullable Price next, Traits other) {
    return new Target(
        id,
        provider,
        dialect,
        upstream,
        weight,
        priority,
        enabled,
        maxRps,
        next,
        timeouts,
        expensive,
        maxConnections,
        other,
        caps,
        api);
  }

  /** This one, asked for chats so. */
  public Target asked(@Nullable Api other) {
    return new Target(
        id,
        provider,
        dialect,
        upstream,
        weight,
        priority,
        enabled,
        maxRps,
        price,
        timeouts,
        expensive,
        maxConnections,
        traits,
        caps,
        other);
  }

  /** Whether a client's request in the Responses dialect can reach it as it is. */
  public boolean takesResponses() {
    return api == null ? dialect == Dialect.OPENAI_RESPONSES : api.speaks(Dialect.OPENAI_RESPONSES);
  }

  /**
   * Whether it can run the tools that the Responses API alone has: it is asked by that API, and
   * does not say otherwise.
   */
  public boolean hasResponsesTools() {
    return takesResponses() && traits.capabilities().has(Feature.RESPONSES_TOOLS);
  }

  /** Whether it is asked for chats by the Responses API alone. */
  public boolean takesResponsesOnly() {
    return api == null ? dialect == Dialect.OPENAI_RESPONSES : api == Api.RESPONSES;
  }

  /** Name to send to the provider for a client's model name. */
  public String upstreamFor(String modelName) {
    return upstream == null ? modelName : upstream;
  }
}
