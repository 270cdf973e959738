package dev.sluice.config;

import dev.sluice.model.Capabilities;
import dev.sluice.model.Price;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a well-known upstream model.
 *
 * @param capabilities what it can hold and do, wherever it runs
 * @param listed its maker's price, null when unknown
 */
public record KnownModel(Capabilities capabilities, @Nullable ListPrice listed) {
  /**
   * A price as its seller publishes it.
   *
   * @param host of the seller's API: another seller of the same model has a price of its own
   * @param price in dollars of the United States, without discounts
   * @param source where it is published
   * @param date day up to which it is known to have held
   */
  public record ListPrice(String host, Price price, URI source, LocalDate date) {}

  /** Its price at the host of an API, null when unknown. */
  public @Nullable Price priceAt(@Nullable String host) {
    return listed != null && listed.host().equalsIgnoreCase(host) ? listed.price() : null;
  }
}
