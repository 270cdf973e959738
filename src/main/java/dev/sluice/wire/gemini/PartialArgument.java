package dev.sluice.wire.gemini;

/**
 * A piece of a call's arguments.
 *
 * @param path where it belongs, for example {@code $.places[0].city}
 * @param value JSON text of the value; that of a text is without quotes, its escapes put in
 * @param text whether it is a text, which may come in several pieces
 * @param more whether the text goes on with the next piece
 */
record PartialArgument(String path, String value, boolean text, boolean more) {}
