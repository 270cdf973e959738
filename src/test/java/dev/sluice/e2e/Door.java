package dev.sluice.e2e;

/** The paths by which clients of each dialect ask for a chat that is answered whole. */
enum Door {
  CHAT("/v1/chat/completions", RunningGateway.WHOLE),
  RESPONSES("/v1/responses", "{\"model\":\"chat\",\"input\":\"Grüße\"}"),
  MESSAGES(MessagesScripts.PATH, MessagesScripts.ASK),
  GEMINI(
      "/v1beta/models/chat:generateContent",
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Grüße\"}]}]}");

  private final String path;
  private final String body;

  Door(String path, String body) {
    this.path = path;
    this.body = body;
  }

  String path() {
    return path;
  }

  String body() {
    return body;
  }

  /** Asks on a connection of its own. */
  Answer ask(RunningGateway gateway, String... headers) {
    return MessagesScripts.at(path, gateway, body, headers);
  }
}
