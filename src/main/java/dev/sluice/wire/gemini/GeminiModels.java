package dev.sluice.wire.gemini;

import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;

/** The listing of models as clients of the dialect read it. */
public final class GeminiModels {
  private GeminiModels() {}

  /** The listing of these models, on one page. */
  public static Buffer list(Collection<String> names) {
    JsonOut out = new JsonOut().object().key("models").array();
    for (String name : names) {
      model(out, name);
    }
    return out.endArray().endObject().toBuffer();
  }

  /** The entry of one model. */
  public static Buffer one(String name) {
    JsonOut out = new JsonOut();
    model(out, name);
    return out.toBuffer();
  }

  private static void model(JsonOut out, String name) {
    out.object().member("name", "models/" + name).member("displayName", name);
    out.key("supportedGenerationMethods").array();
    for (String method :
        new String[] {"generateContent", "streamGenerateContent", "countTokens", "embedContent"}) {
      out.text(method);
    }
    out.endArray().endObject();
  }
}
