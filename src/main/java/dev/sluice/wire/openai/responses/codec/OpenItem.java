package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.json.JsonOut;

/** An item of the output that is being told. */
sealed interface OpenItem permits OpenMessage, OpenThought, OpenCall {
  /** Its place in the output. */
  int index();

  /** Tells all that is left of it and returns it as it is kept. */
  byte[] close(String status, JsonOut out);
}
