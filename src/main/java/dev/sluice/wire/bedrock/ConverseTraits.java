package dev.sluice.wire.bedrock;

import dev.sluice.wire.anthropic.MessagesTraits;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model behind the dialect takes. The dialect is one for all; what is behind it differs.
 *
 * @param maxTokens bound of an answer that is thought about, where the client sets none
 * @param forcing how far it can be made to call a tool
 * @param thought how it is made to think
 * @param topK how top-k is told
 * @param drawing how much of the drawing of tokens can be set
 * @param abilities what else it can do
 */
record ConverseTraits(
    int maxTokens,
    Forcing forcing,
    Thought thought,
    TopK topK,
    MessagesTraits.Drawing drawing,
    List<Ability> abilities) {

  /** How far a model can be made to call a tool. */
  enum Forcing {
    /** It calls as it likes. */
    NEVER,
    /** It can be made to call any. */
    ANY,
    /** It can be made to call a certain one. */
    NAMED
  }

  /** How a model is made to think. */
  enum Thought {
    /** It cannot be told. */
    NEVER,
    /** Claude's, by a budget of tokens. */
    CLAUDE_BUDGET,
    /** Claude's, by an effort. */
    CLAUDE_EFFORT,
    /** Nova's. */
    NOVA,
    /** By a word, as OpenAI's models are. */
    WORD
  }

  /** How top-k is told. */
  enum TopK {
    /** Not at all. */
    NEVER,
    /** By the field {@code top_k}. */
    PLAIN,
    /** By Cohere's field {@code k}. */
    COHERE,
    /** Within Nova's settings. */
    NOVA
  }

  /** What some models can and others cannot. */
  enum Ability {
    /** It knows system messages. */
    SYSTEM,
    /** It goes on with an assistant message. */
    PREFILL,
    /** It keeps prompts when asked to. */
    CACHE,
    /** It keeps them for an hour. */
    LONG_CACHE,
    /** It follows a tool's schema strictly. */
    STRICT,
    /** It is told whether a tool failed. */
    STATUS,
    /** It takes back its thoughts. */
    THOUGHTS,
    /** Its ids of calls have exactly nine letters and digits. */
    SHORT_IDS,
    /** It tells the stop sequence that it came upon. */
    STOP_SEQUENCE
  }

  private static final int SOME = 8192;

  ConverseTraits {
    abilities = List.copyOf(abilities);
  }

  /** Whether it can do it. */
  boolean can(Ability ability) {
    return abilities.contains(ability);
  }

  /**
   * What a model takes by its name, which may be that of an inference profile or an ARN. Of a model
   * whose name says nothing all is thought that the dialect itself knows.
   *
   * @param output most tokens of its answer, 0 when unknown
   */
  static ConverseTraits of(String model, int output) {
    String name = model.toLowerCase(Locale.ROOT);
    int bound = output > 0 ? output : SOME;
    if (name.contains("claude")) {
      return claude(MessagesTraits.of(name, output));
    }
    if (name.contains("nova")) {
      return nova(name, bound);
    }
    if (name.contains("mistral.") || name.contains("mixtral")) {
      Ability system = name.contains("7b") ? null : Ability.SYSTEM;
      return of(bound, Forcing.ANY, Thought.NEVER, TopK.PLAIN, Ability.SHORT_IDS, system);
    }
    if (name.contains("cohere.")) {
      Ability system = name.contains("command-r") ? Ability.SYSTEM : null;
      return of(bound, Forcing.NEVER, Thought.NEVER, TopK.COHERE, system);
    }
    if (name.contains("gpt-oss")) {
      return of(bound, Forcing.NEVER, Thought.WORD, TopK.NEVER, Ability.SYSTEM);
    }
    if (name.contains("titan")) {
      return of(bound, Forcing.NEVER, Thought.NEVER, TopK.NEVER);
    }
    if (List.of("llama", "deepseek", "ai21.", "qwen").stream().anyMatch(name::contains)) {
      return of(bound, Forcing.NEVER, Thought.NEVER, TopK.NEVER, Ability.SYSTEM);
    }
    return of(bound, Forcing.NAMED, Thought.NEVER, TopK.NEVER, Ability.SYSTEM, Ability.STATUS);
  }

  private static ConverseTraits nova(String name, int bound) {
    return of(
        bound,
        Forcing.NAMED,
        name.contains("nova-2") ? Thought.NOVA : Thought.NEVER,
        TopK.NOVA,
        Ability.SYSTEM,
        Ability.PREFILL,
        Ability.CACHE,
        Ability.STATUS);
  }

  private static ConverseTraits of(
      int bound, Forcing forcing, Thought thought, TopK topK, @Nullable Ability... abilities) {
    return new ConverseTraits(
        bound,
        forcing,
        thought,
        topK,
        MessagesTraits.Drawing.ALL,
        Stream.of(abilities).flatMap(Stream::ofNullable).toList());
  }

  private static ConverseTraits claude(MessagesTraits known) {
    Thought thought =
        switch (known.thought()) {
          case NEVER -> Thought.NEVER;
          case BUDGET -> Thought.CLAUDE_BUDGET;
          case EFFORT -> Thought.CLAUDE_EFFORT;
        };
    return new ConverseTraits(
        known.maxTokens(),
        Forcing.NAMED,
        thought,
        TopK.PLAIN,
        known.sampling(),
        Stream.of(
                Ability.SYSTEM,
                known.prefill() ? Ability.PREFILL : null,
                thought == Thought.NEVER ? null : Ability.CACHE,
                known.schema() ? Ability.LONG_CACHE : null,
                known.schema() ? Ability.STRICT : null,
                Ability.STATUS,
                thought == Thought.NEVER ? null : Ability.THOUGHTS,
                Ability.STOP_SEQUENCE)
            .flatMap(Stream::ofNullable)
            .toList());
  }
}
