package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.PlainNames;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.Sampling;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a canonical request as a Messages request. */
public final class MessagesRequestWriter {
  private static final int USER_BYTES = 12;

  private final CanonicalRequest request;
  private final MessagesTraits traits;
  private final Dropped dropped;
  private final JsonOut out = new JsonOut();
  private final PlainNames names = new PlainNames();
  private final MessagesBlockWriter blocks;

  private MessagesRequestWriter(CanonicalRequest request, MessagesTraits traits, Dropped dropped) {
    this.request = request;
    this.traits = traits;
    this.dropped = dropped;
    this.blocks = new MessagesBlockWriter(out, names, dropped);
  }

  /**
   * A request that is ready.
   *
   * @param body what to send
   * @param back what the answer's reader has to undo
   */
  public record Written(Buffer body, WayBack back) {}

  /**
   * The request for a model.
   *
   * <p>Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} when it cannot be carried.
   *
   * @param model the target's name for the model
   * @param traits what that model takes
   * @param dropped told of what is left out
   */
  public static Written write(
      CanonicalRequest request, String model, MessagesTraits traits, Dropped dropped) {
    return new MessagesRequestWriter(request, traits, dropped).write(model);
  }

  private Written write(String model) {
    request.requireOneAnswer();
    MessagesPlan plan = MessagesPlan.of(request, traits, dropped);
    out.object().member("model", model).member("max_tokens", plan.maxTokens());
    boolean instructed = request.format() instanceof ResponseFormat.AnyObject;
    if (instructed) {
      dropped.drop("response_format", "asked for by an instruction alone");
    }
    new MessagesTurnWriter(out, blocks, traits, dropped).write(request.messages(), instructed);
    new MessagesToolsWriter(out, names, blocks).write(request.tools(), plan);
    thinking(plan);
    output(plan);
    sampling(request.sampling(), Boolean.TRUE.equals(plan.thinking()));
    stop();
    if (request.user() != null) {
      out.key("metadata").object().member("user_id", user(request.user())).endObject();
    }
    tier(request.tier());
    if (request.stream()) {
      out.member("stream", true);
    }
    out.endObject();
    return new Written(out.toBuffer(), new WayBack(names.renamed(), plan.jsonTool() != null));
  }

  private void thinking(MessagesPlan plan) {
    Boolean thinking = plan.thinking();
    if (thinking == null) {
      return;
    }
    out.key("thinking").object();
    if (!thinking) {
      out.member("type", "disabled");
    } else if (plan.budget() > 0) {
      out.member("type", "enabled").member("budget_tokens", plan.budget());
    } else {
      out.member("type", "adaptive");
    }
    out.endObject();
  }

  private void output(MessagesPlan plan) {
    ResponseFormat.Schema schema =
        plan.jsonTool() == null && request.format() instanceof ResponseFormat.Schema asked
            ? asked
            : null;
    if (plan.effort() == null && schema == null) {
      return;
    }
    out.key("output_config").object();
    if (plan.effort() != null) {
      out.member("effort", plan.effort().id());
    }
    if (schema != null) {
      out.key("format").object().member("type", "json_schema");
      out.key("schema").json(schema.schema()).endObject();
    }
    out.endObject();
  }

  private void sampling(Sampling sampling, boolean thinks) {
    boolean any = !thinks && traits.sampling() != MessagesTraits.Drawing.NONE;
    String reason = thinks ? "not while the model thinks" : "the model draws by itself";
    Double temperature = sampling.temperature();
    if (temperature != null) {
      temperature(temperature, any, reason);
    }
    boolean second =
        any && (temperature == null || traits.sampling() == MessagesTraits.Drawing.ALL);
    String beside = any ? "not beside temperature" : reason;
    if (sampling.topP() != null) {
      number("top_p", sampling.topP(), second, beside);
    }
    if (sampling.topK() != null) {
      number("top_k", sampling.topK(), any, reason);
    }
    dropped.lost("frequency_penalty", sampling.frequencyPenalty());
    dropped.lost("presence_penalty", sampling.presencePenalty());
    dropped.lost("seed", sampling.seed());
    dropped.lost("logit_bias", sampling.logitBias());
  }

  private void temperature(double temperature, boolean any, String reason) {
    if (any && temperature > 1) {
      dropped.drop("temperature", "more than 1 is sent as 1");
    }
    number("temperature", Math.min(temperature, 1), any, reason);
  }

  private void number(String name, double number, boolean taken, String reason) {
    if (taken) {
      out.key(name).number(number);
    } else {
      dropped.drop(name, reason);
    }
  }

  /** The API refuses sequences of space alone. */
  private void stop() {
    List<String> kept = request.stop().stream().filter(text -> !text.isBlank()).toList();
    if (kept.size() < request.stop().size()) {
      dropped.drop("stop", "the provider does not stop at space alone");
    }
    if (!kept.isEmpty()) {
      out.key("stop_sequences").array();
      kept.forEach(out::text);
      out.endArray();
    }
  }

  /** Who asks; the provider does not want to know anybody's address. */
  private static String user(String user) {
    if (user.indexOf('@') < 0) {
      return user;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
      return "user_" + HexFormat.of().formatHex(hash, 0, USER_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void tier(@Nullable ServiceTier tier) {
    String word = tier == null ? null : MessagesWords.asked(tier);
    if (word != null) {
      out.member("service_tier", word);
    } else if (tier != null) {
      dropped.drop("service_tier", "no counterpart");
    }
  }
}
