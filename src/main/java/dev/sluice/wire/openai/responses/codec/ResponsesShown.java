package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Shown;

/**
 * What a client is shown in place of a provider's own words.
 *
 * @param shown what is known of the exchange
 * @param echo what is repeated of the request
 */
record ResponsesShown(Shown shown, ResponsesEcho echo) {
  /** Id of the response. */
  String id() {
    return "resp_" + shown.requestId();
  }

  /**
   * Id of an item.
   *
   * @param kind what it begins with
   * @param index the item's place in the output
   */
  String item(String kind, int index) {
    return kind + shown.requestId() + "_" + index;
  }

  String model(String told) {
    return shown.renamed() || told.isEmpty() ? shown.model() : told;
  }

  long created(long told) {
    return told == 0 ? shown.now() : told;
  }
}
