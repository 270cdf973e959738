package dev.sluice.model;

/** An operation on the gateway's surface that is served by providers. */
public enum Endpoint {
  /** Chat completions. */
  CHAT("chat", "/chat/completions"),
  /** Completions of a plain text, which came before chat. */
  COMPLETIONS("completions", "/completions"),
  /** Vectors for texts. */
  EMBEDDINGS("embeddings", "/embeddings"),
  /** Texts and images judged by a provider's policy. */
  MODERATIONS("moderations", "/moderations"),
  /** Pictures made from a text. */
  IMAGES("images", "/images/generations"),
  /** Speech made from a text. */
  SPEECH("speech", "/audio/speech"),
  /** Documents put into the order of their relevance. */
  RERANK("rerank", "/rerank"),
  /** Pictures made from pictures and a text. */
  IMAGE_EDITS("image_edits", "/images/edits"),
  /** Pictures made from a picture. */
  IMAGE_VARIATIONS("image_variations", "/images/variations"),
  /** The text of a recording. */
  TRANSCRIPTIONS("transcriptions", "/audio/transcriptions"),
  /** The text of a recording, in English. */
  TRANSLATIONS("translations", "/audio/translations"),
  /** Files that a provider keeps. */
  FILES("files", "/files", Way.OWNED),
  /** Files that come in parts. */
  UPLOADS("uploads", "/uploads", Way.OWNED),
  /** Many requests in one file, answered within hours. */
  BATCHES("batches", "/batches", Way.OWNED),
  /** Models that are trained on a file. */
  FINE_TUNING("fine_tuning", "/fine_tuning/jobs", Way.OWNED),
  /** Whatever else a provider's own API has. */
  PASSTHROUGH("passthrough", "/providers", Way.OWNED),
  /** A conversation of voices over a WebSocket. */
  REALTIME("realtime", "/realtime", Way.SESSION);

  /** How requests of an endpoint find their provider. */
  public enum Way {
    /** By the model that the request names, whole or as a form. */
    ROUTED,
    /** By the name of the provider that owns what is asked for. */
    OWNED,
    /** By the model that the address names, for as long as the connection lasts. */
    SESSION
  }

  private final String id;
  private final String path;
  private final Way way;

  Endpoint(String id, String path) {
    this(id, path, Way.ROUTED);
  }

  Endpoint(String id, String path, Way way) {
    this.id = id;
    this.path = path;
    this.way = way;
  }

  /** How its requests find their provider. */
  public Way way() {
    return way;
  }

  /** Whether its requests may be forms of several parts, too large to be held. */
  public boolean form() {
    return switch (this) {
      case IMAGE_EDITS, IMAGE_VARIATIONS, TRANSCRIPTIONS, TRANSLATIONS -> true;
      default -> false;
    };
  }

  /** Whether its answers are of whatever media type the provider chooses. */
  public boolean media() {
    return this == SPEECH || this == TRANSCRIPTIONS || this == TRANSLATIONS;
  }

  /** Whether it is the answer, and not the request alone, that says whether it is a stream. */
  public boolean streamsAtWill() {
    return media() || this == IMAGES || form();
  }

  /** Name of the endpoint in metrics. */
  public String id() {
    return id;
  }

  /** Path below an API's base, which ends in its version. */
  public String path() {
    return path;
  }
}
