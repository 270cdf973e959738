package dev.sluice.telemetry;

/**
 * Names and tags of meters. Prometheus sees dots as underscores and adds {@code _total} to
 * counters. Every tag takes its values from a closed set: configured names and enums.
 */
public final class MeterNames {
  /** Attempts ended, by {@link #PROVIDER}, {@link #TARGET} and {@link #OUTCOME}. */
  public static final String ATTEMPTS = "sluice.attempts";

  /** Attempts now under way, by {@link #TARGET}. */
  public static final String ATTEMPTS_IN_FLIGHT = "sluice.attempts.in.flight";

  /** Histogram: start of an attempt to its first byte of content, by {@link #TARGET}. */
  public static final String ATTEMPT_FIRST_BYTE = "sluice_attempt_first_byte_seconds";

  /** Histogram: start of an attempt to its end, by {@link #TARGET}. */
  public static final String ATTEMPT_SECONDS = "sluice_attempt_seconds";

  /** Tokens, by {@link #TARGET} and {@link #DIRECTION}. */
  public static final String TOKENS = "sluice.tokens";

  /** Cost in dollars, by {@link #TARGET}. */
  public static final String COST = "sluice.cost.dollars";

  /** Events of streams, by {@link #TARGET}. */
  public static final String FRAMES = "sluice.frames";

  /** Exchanges ended, by {@link #ENDPOINT} and {@link #RESULT}. */
  public static final String EXCHANGES = "sluice.exchanges";

  /** Exchanges now under way. */
  public static final String EXCHANGES_IN_FLIGHT = "sluice.exchanges.in.flight";

  /** Exchanges that wait for a place. */
  public static final String EXCHANGES_WAITING = "sluice.exchanges.waiting";

  /** Streamed answers now open. */
  public static final String STREAMS_OPEN = "sluice.streams.open";

  /** Further attempts at the same target. */
  public static final String RETRIES = "sluice.retries";

  /** Further attempts at another target. */
  public static final String FAILOVERS = "sluice.failovers";

  /** Further attempts that the retry budget refused. */
  public static final String RETRIES_REFUSED = "sluice.retries.refused";

  /** Attempts to go on with a broken stream, by {@link #CAUSE}. */
  public static final String RESCUES = "sluice.rescues";

  /** Broken streams that ended as complete answers, by {@link #CAUSE}. */
  public static final String RESCUES_COMPLETED = "sluice.rescues.completed";

  /** Second targets asked because the first was late. */
  public static final String HEDGES = "sluice.hedges";

  /** Second targets that answered first. */
  public static final String HEDGES_WON = "sluice.hedges.won";

  /** Second targets that the budget of hedging refused. */
  public static final String HEDGES_REFUSED = "sluice.hedges.refused";

  /** Copies of requests sent to another model. */
  public static final String MIRRORS = "sluice.mirrors";

  /** Copies of requests that were wanted and not sent. */
  public static final String MIRRORS_SKIPPED = "sluice.mirrors.skipped";

  /** Comments sent to keep a silent stream alive. */
  public static final String HEARTBEATS = "sluice.heartbeats";

  /** Client connections now open. */
  public static final String CONNECTIONS = "sluice.connections";

  /** 1 when a target may be chosen, else 0, by {@link #TARGET}. */
  public static final String TARGET_HEALTHY = "sluice.target.healthy";

  /** 1 for the state a breaker is in, else 0, by {@link #TARGET} and {@link #STATE}. */
  public static final String BREAKER_STATE = "sluice.breaker.state";

  /** Times a breaker came into a state, by {@link #TARGET} and {@link #STATE}. */
  public static final String BREAKER_CHANGES = "sluice.breaker.changes";

  /** Share of the last telling attempts that succeeded, by {@link #TARGET}. */
  public static final String TARGET_SUCCESS = "sluice.target.success.share";

  /** 95th percentile of the last times to the first token, in seconds, by {@link #TARGET}. */
  public static final String TARGET_FIRST_TOKEN_P95 = "sluice.target.first.token.p95.seconds";

  /** Keys of a provider, by {@link #PROVIDER} and {@link #STATE}. */
  public static final String PROVIDER_KEYS = "sluice.provider.keys";

  /** Leases that go by the node's share, without the store. */
  public static final String LEASE_ALONE = "sluice.lease.alone";

  /** Questions to the store of leases. */
  public static final String LEASE_ASKED = "sluice.lease.asked";

  /** Questions to the store of leases without an answer in time. */
  public static final String LEASE_UNANSWERED = "sluice.lease.unanswered";

  /** Tokens or permits that lie with the node, by {@link #BUCKET}. */
  public static final String LEASE_HELD = "sluice.lease.held";

  /** Times that the node had no token or permit left, by {@link #BUCKET}. */
  public static final String LEASE_REFUSED = "sluice.lease.refused";

  /** Tokens or permits taken without the store's word, by {@link #BUCKET}. */
  public static final String LEASE_UNSHARED = "sluice.lease.unshared";

  /** Tag: a cap and whose it is, such as {@code provider.tokens_per_minute:openai}. */
  public static final String BUCKET = "bucket";

  /** Tag: name of a provider. */
  public static final String PROVIDER = "provider";

  /** Tag: id of a target. */
  public static final String TARGET = "target";

  /** Tag: how an attempt ended, an {@link OutcomeKind}. */
  public static final String OUTCOME = "outcome";

  /** Tag: how an exchange ended, an {@link OutcomeKind}. */
  public static final String RESULT = "result";

  /** Tag: an operation of the surface, or {@link #NO_ENDPOINT}. */
  public static final String ENDPOINT = "endpoint";

  /** Value of {@link #ENDPOINT} for requests that reached none. */
  public static final String NO_ENDPOINT = "none";

  /** Tag: {@code in}, {@code cached} (a part of in), {@code out}, {@code reasoning} (of out). */
  public static final String DIRECTION = "direction";

  /** Tag: how a stream broke, an {@link OutcomeKind} of a target's fault. */
  public static final String CAUSE = "cause";

  /** Tag: state of a breaker or of a key. */
  public static final String STATE = "state";

  private MeterNames() {}
}
