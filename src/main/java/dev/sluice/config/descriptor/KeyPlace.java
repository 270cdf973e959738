package dev.sluice.config.descriptor;

/** Where a server looks for the key. */
public sealed interface KeyPlace {
  /** In the header {@code authorization}, behind the word {@code Bearer}. */
  KeyPlace BEARER = new Header("authorization", true);

  /**
   * In a header.
   *
   * @param name in lower case
   * @param bearer whether the key stands behind the word {@code Bearer}
   */
  record Header(String name, boolean bearer) implements KeyPlace {}

  /**
   * In the query.
   *
   * @param name the parameter's name
   */
  record Query(String name) implements KeyPlace {}
}
