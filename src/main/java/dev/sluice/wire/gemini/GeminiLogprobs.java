package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Probabilities of tokens between the dialect's form and OpenAI's, which is the canonical one. */
final class GeminiLogprobs {
  private static final JsonKey CHOSEN = JsonKey.of("chosenCandidates");
  private static final JsonKey TOP = JsonKey.of("topCandidates");
  private static final JsonKey CANDIDATES = JsonKey.of("candidates");
  private static final JsonKey TOKEN = JsonKey.of("token");
  private static final JsonKey PROBABILITY = JsonKey.of("logProbability");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey LOGPROB = JsonKey.of("logprob");
  private static final JsonKey TOP_LOGPROBS = JsonKey.of("top_logprobs");
  private static final String FIELD = "logprobs";

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final List<Token> chosen = new ArrayList<>();
  private final List<List<Token>> top = new ArrayList<>();

  private GeminiLogprobs(Json of) {
    byte[] bytes = of.text().getBytes(StandardCharsets.UTF_8);
    in.reset(bytes, 0, bytes.length);
  }

  private record Token(String text, double probability) {}

  /** OpenAI's object for the dialect's own. */
  static Json canonical(Json own) {
    GeminiLogprobs read = new GeminiLogprobs(own);
    read.own();
    JsonOut out = new JsonOut().object().key("content").array();
    for (int i = 0; i < read.chosen.size(); i++) {
      token(out, read.chosen.get(i), "logprob");
      out.none("bytes").key("top_logprobs").array();
      for (Token one : i < read.top.size() ? read.top.get(i) : List.<Token>of()) {
        token(out, one, "logprob");
        out.none("bytes").endObject();
      }
      out.endArray().endObject();
    }
    return json(out.endArray().none("refusal").endObject());
  }

  /** The dialect's object for OpenAI's. */
  static Json own(Json canonical) {
    GeminiLogprobs read = new GeminiLogprobs(canonical);
    read.canonical();
    JsonOut out = new JsonOut().object().key("chosenCandidates").array();
    for (Token one : read.chosen) {
      token(out, one, "logProbability");
      out.endObject();
    }
    out.endArray().key("topCandidates").array();
    for (List<Token> some : read.top) {
      out.object().key("candidates").array();
      for (Token one : some) {
        token(out, one, "logProbability");
        out.endObject();
      }
      out.endArray().endObject();
    }
    return json(out.endArray().endObject());
  }

  private static void token(JsonOut out, Token token, String name) {
    out.object().member("token", token.text()).key(name).number(token.probability());
  }

  private static Json json(JsonOut out) {
    return new Json(new String(out.toBytes(), StandardCharsets.UTF_8));
  }

  private void own() {
    if (!in.object(FIELD)) {
      return;
    }
    while (in.member()) {
      if (in.on(CHOSEN)) {
        tokens(chosen, PROBABILITY);
      } else if (in.on(TOP) && in.isArray() && in.array(FIELD)) {
        while (in.item()) {
          List<Token> some = new ArrayList<>();
          if (in.object(FIELD)) {
            while (in.member()) {
              if (in.on(CANDIDATES)) {
                tokens(some, PROBABILITY);
              } else {
                in.skip();
              }
            }
          }
          top.add(some);
        }
      } else {
        in.skip();
      }
    }
  }

  private void canonical() {
    if (!in.object(FIELD)) {
      return;
    }
    while (in.member()) {
      if (in.on(CONTENT)) {
        tokens(chosen, LOGPROB);
      } else {
        in.skip();
      }
    }
  }

  private void tokens(List<Token> into, JsonKey name) {
    if (in.isArray() && in.array(FIELD)) {
      while (in.item()) {
        if (in.object(FIELD)) {
          into.add(token(name));
        }
      }
    } else {
      in.skip();
    }
  }

  private Token token(JsonKey name) {
    String text = "";
    double probability = 0;
    while (in.member()) {
      if (in.on(TOKEN)) {
        text = in.given(in.text(FIELD), FIELD);
      } else if (in.on(name)) {
        probability = in.given(in.decimal(FIELD), FIELD);
      } else if (in.on(TOP_LOGPROBS)) {
        List<Token> some = new ArrayList<>();
        tokens(some, name);
        top.add(some);
      } else {
        in.skip();
      }
    }
    return new Token(text, probability);
  }
}
