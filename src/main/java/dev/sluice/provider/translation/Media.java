package dev.sluice.provider.translation;

import io.vertx.core.buffer.Buffer;

/**
 * What was fetched.
 *
 * @param type its media type as its bytes tell, or of text as its host says
 * @param bytes all of it
 */
record Media(String type, Buffer bytes) {}
