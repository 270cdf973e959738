package dev.sluice.config.change;

import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigLoader;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A configuration that says something of everything, and others that differ from it in one thing.
 */
final class Samples {
  /** What its references stand for. */
  static final Map<String, String> VARIABLES =
      Map.of(
          "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/keys",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN", "hidden-token");

  /** It says something of everything. */
  static final String WHOLE =
      """
      server: {path_prefix: /llm, cors: {origins: ["https://a.example"]}, tls: {certificate: c, key: k}}
      limits: {body: 1MiB}
      failover: {attempts: 9}
      breaker: {failures: 9}
      health: {interval: 9s}
      leases: {store: redis, redis: {url: "redis://a.example:1/2", password: hidden-1}}
      stream: {heartbeat: 9s}
      media: {deny_hosts: ["*.a.example"]}
      files: {provider: open}
      passthrough: [open]
      realtime: {idle: 9m}
      decisions: {file: a.jsonl}
      reload: {watch: 9s}
      cluster: {enabled: true, secret: hidden-2-hidden-2, discovery: {addresses: [10.0.0.1]}}
      providers:
        open:
          type: openai
          base_url: https://a.example/v1
          api_keys: [hidden-3, hidden-4]
          headers: {x-team: hidden-5, x-other: hidden-6}
          proxy: "http://user:hidden-7@proxy.example:3128"
          tls: {certificate: c, key: k}
          health: /status
          discover: true
        clay: {type: anthropic, base_url: "https://b.example", api_key: hidden-8, discover: true}
        sky:
          type: azure
          base_url: https://c.example
          entra: {tenant: t, client: c, secret: hidden-9}
          discover: true
        vertex: {type: gemini, project: p, credentials: a.json, discover: true}
        rock: {type: bedrock, region: eu-central-1, credentials: container, discover: true}
        stone:
          type: bedrock
          region: eu-central-1
          access_key_id: hidden-a
          secret_access_key: hidden-b
          discover: true
        local: {type: ollama, base_url: "http://d.example", keep_alive: 9m, discover: true}
        groq: {type: compatible, descriptor: groq, api_key: hidden-c, discover: true}
        house:
          type: compatible
          base_url: https://e.example
          api_key: hidden-d
          discover: true
          descriptor:
            name: house
            extends: vllm
            endpoints: [chat, rerank]
            paths: {rerank: /v2/rerank}
            key: {query: key}
            headers: {x-one: "1", x-two: "2"}
            parameters:
              seed: drop
              n: {least: 1, otherwise: refuse}
              tool_choice: {words: {required: any, b: c, d: e}, kinds: [auto, none], otherwise: drop}
            models: [{names: [deep-*], parameters: {seed: keep}}]
            errors: [{code: x*, means: overloaded}]
            limits: {x-ratelimit-remaining-tokens: x-their-tokens}
        sim: {type: simulator, faults: {error: 0.001}, concurrency: 7}
      catalogue: true
      defaults: {exploration: 0.1, failover: {on: {silent: retry, cut: stop}}}
      models:
        fast:
          strategy: pareto
          prefer: {cost: 0.25, energy: 3}
          constraints: {max_price: 0.5, regions: [us, eu]}
          hedging: {requests: 0.125}
          fallbacks: [gpt-4o]
          mirror: {model: gpt-4o, share: 0.01}
          targets:
            - provider: sim
              price: {input: 1, output: 2}
              capabilities: {context: 1, features: [vision, tools]}
              region: eu
        gpt-4o: {targets: [{provider: open, model: gpt-4o}]}
        gpt-*: {targets: [{provider: open, weight: 2}, {provider: clay, max_rps: 0.5}]}
        '*-gpt': {targets: [{provider: sim}]}
      virtual:
        auto:
          - {when: {task: [chat, reasoning], quality: [high, low]}, models: {fast: 1, gpt-4o: 2}}
          - {model: fast}
      """;

  /**
   * What makes another configuration of it.
   *
   * @param from text that stands there once
   * @param to text in its place
   * @param line what is told of it
   */
  record Edit(String from, String to, String line) {
    String yaml() {
      if (WHOLE.split(Pattern.quote(from), -1).length != 2) {
        throw new IllegalArgumentException("must stand there once: " + from);
      }
      return WHOLE.replace(from, to);
    }

    @Override
    public String toString() {
      return line + ": " + to;
    }
  }

  /** In a section that takes a restart, in the order of the file that users begin with. */
  static final List<Edit> FIXED =
      List.of(
          restart("server", "path_prefix: /llm", "path_prefix: /llm2"),
          restart("limits", "body: 1MiB", "body: 2MiB"),
          restart("failover", "attempts: 9", "attempts: 8"),
          restart("breaker", "failures: 9", "failures: 8"),
          restart("health", "interval: 9s", "interval: 8s"),
          restart("leases", "hidden-1", "hidden-0"),
          restart("stream", "heartbeat: 9s", "heartbeat: 8s"),
          restart("media", "\"*.a.example\"", "\"*.b.example\""),
          restart("files", "files: {provider: open}", "files: {provider: groq}"),
          restart("passthrough", "passthrough: [open]", "passthrough: []"),
          restart("realtime", "idle: 9m", "idle: 8m"),
          restart("decisions", "file: a.jsonl", "file: b.jsonl"),
          restart("reload", "watch: 9s", "watch: 8s"),
          restart("cluster", "hidden-2-hidden-2", "hidden-2-hidden-0"));

  /** In what a running node takes. */
  static final List<Edit> SHARED =
      List.of(
          new Edit("hidden-4", "hidden-0", "provider open changed"),
          new Edit("hidden-5", "hidden-0", "provider open changed"),
          new Edit("hidden-7", "hidden-0", "provider open changed"),
          new Edit("health: /status", "health: /other", "provider open changed"),
          new Edit("hidden-8", "hidden-0", "provider clay changed"),
          new Edit("hidden-9", "hidden-0", "provider sky changed"),
          new Edit("credentials: a.json", "credentials: b.json", "provider vertex changed"),
          new Edit("credentials: container", "credentials: instance", "provider rock changed"),
          new Edit("hidden-b", "hidden-0", "provider stone changed"),
          new Edit("keep_alive: 9m", "keep_alive: 8m", "provider local changed"),
          new Edit("hidden-c", "hidden-0", "provider groq changed"),
          new Edit("required: any", "required: auto", "provider house changed"),
          new Edit("names: [deep-*]", "names: [deeper-*]", "provider house changed"),
          new Edit("code: x*", "code: y*", "provider house changed"),
          new Edit("error: 0.001", "error: 0.002", "provider sim changed"),
          new Edit(
              "  sim: {type",
              "  new: {type: ollama, discover: true}\n  sim: {type",
              "provider new added"),
          new Edit("energy: 3", "energy: 4", "model fast changed"),
          new Edit("features: [vision, tools]", "features: [tools]", "model fast changed"),
          new Edit("weight: 2", "weight: 3", "model gpt-* changed"),
          new Edit("  '*-gpt': {targets: [{provider: sim}]}\n", "", "model *-gpt removed"),
          new Edit("virtual:", "  new: {targets: [{provider: sim}]}\nvirtual:", "model new added"),
          new Edit("{fast: 1, gpt-4o: 2}", "{fast: 1, gpt-4o: 3}", "virtual model auto changed"),
          new Edit(
              "virtual:\n", "virtual:\n  other: [{model: fast}]\n", "virtual model other added"),
          new Edit("  auto:", "  auto2:", "virtual model auto removed"));

  private Samples() {}

  private static Edit restart(String section, String from, String to) {
    return new Edit(from, to, section + " changed, which takes a restart");
  }

  /** The configuration of a text, read anew. */
  static SluiceConfig load(String yaml) {
    return ConfigLoader.parse("test.yaml", yaml, VARIABLES);
  }
}
