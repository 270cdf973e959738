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

  /** 1 when a target may not be tried by other members' word alone, else 0, by {@link #TARGET}. */
  public static final String TARGET_HELD = "sluice.target.held";

  /** Words about health sent to other members. */
  public static final String HEALTH_TOLD = "sluice.fleet.health.told";

  /** Words about health received from other members and understood. */
  public static final String HEALTH_HEARD = "sluice.fleet.health.heard";

  /** Words about health received and not understood. */
  public static final String HEALTH_LEFT_OUT = "sluice.fleet.health.left.out";

  /** Share of the last telling attempts that succeeded, by {@link #TARGET}. */
  public static final String TARGET_SUCCESS = "sluice.target.success.share";

  /** 95th percentile of the last times to the first token, in seconds, by {@link #TARGET}. */
  public static final String TARGET_FIRST_TOKEN_P95 = "sluice.target.first.token.p95.seconds";

  /** Messages about statistics between members of the fleet, by {@link #DIRECTION}. */
  public static final String STATS_MESSAGES = "sluice.stats.messages";

  /** Bytes of messages about statistics, by {@link #DIRECTION}. */
  public static final String STATS_BYTES = "sluice.stats.bytes";

  /** Messages about statistics that were left out, by {@link #CAUSE}. */
  public static final String STATS_UNREAD = "sluice.stats.unread";

  /** Times that another member was asked for all its rows. */
  public static final String STATS_REPAIRS = "sluice.stats.repairs";

  /** Rows of other members. */
  public static final String STATS_ROWS = "sluice.stats.rows";

  /** Other members whose rows are complete. */
  public static final String STATS_MEMBERS = "sluice.stats.members";

  /** Keys of a provider, by {@link #PROVIDER} and {@link #STATE}. */
  public static final String PROVIDER_KEYS = "sluice.provider.keys";

  /** Decisions of the routing that were written to the file. */
  public static final String DECISIONS_WRITTEN = "sluice.decisions.written";

  /** Decisions of the routing that the file did not get. */
  public static final String DECISIONS_DROPPED = "sluice.decisions.dropped";

  /** Nodes of the fleet that this node sees. */
  public static final String FLEET_MEMBERS = "sluice.fleet.members";

  /** Nodes there were when the fleet was last whole. */
  public static final String FLEET_STRENGTH = "sluice.fleet.strength";

  /** 1 for how the node stands to the fleet, else 0, by {@link #STATE}. */
  public static final String FLEET_STANDING = "sluice.fleet.standing";

  /** Nodes whose models or providers differ from those of this node. */
  public static final String FLEET_OTHER_CONFIG = "sluice.fleet.members.other.config";

  /** 1 for what becomes of the configuration's source, by {@link #STATE}. */
  public static final String CONFIG_STATE = "sluice.config.state";

  /** Changed configurations that the node has taken. */
  public static final String CONFIG_TAKEN = "sluice.config.taken";

  /** Nodes whose file gives another configuration than that of this node. */
  public static final String FLEET_OTHER_OFFER = "sluice.fleet.members.other.offer";

  /** Messages between nodes, by {@link #DIRECTION}: {@code in}, {@code out}, {@code dropped}. */
  public static final String FLEET_MESSAGES = "sluice.fleet.messages";

  /** Bytes of messages between nodes, by {@link #DIRECTION}: {@code in} and {@code out}. */
  public static final String FLEET_BYTES = "sluice.fleet.bytes";

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

  /** Images and documents that were fetched for providers that take bytes, by {@link #RESULT}. */
  public static final String MEDIA_FETCHES = "sluice.media.fetches";

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

  /**
   * Tag: of tokens {@code in}, {@code cached} (a part of in), {@code out} and {@code reasoning} (of
   * out); of messages {@code in}, {@code out} and {@code dropped}.
   */
  public static final String DIRECTION = "direction";

  /**
   * Tag: how a stream broke, an {@link OutcomeKind} of a target's fault; of a message, why it was
   * left out.
   */
  public static final String CAUSE = "cause";

  /** Tag: state of a breaker or of a key. */
  public static final String STATE = "state";

  private MeterNames() {}
}
