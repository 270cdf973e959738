package dev.sluice.cli;

import picocli.CommandLine.Option;

/** The option that names the running node to ask, shared by the commands that speak with one. */
final class NodeOption {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8000",
      description = "A node on this machine, with its path prefix. Default: ${DEFAULT-VALUE}")
  private String url = "";

  /** A client of the node. */
  NodeClient client() {
    return new NodeClient(url);
  }
}
