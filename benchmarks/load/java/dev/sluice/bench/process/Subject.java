package dev.sluice.bench.process;

/**
 * Something that answers chat requests and is measured.
 *
 * @param name its name in tables
 * @param door where it listens
 * @param path path of the chat endpoint
 * @param pid its process, 0 when its costs are not read
 * @param jvm whether it is a JVM that can be asked to collect its garbage
 */
public record Subject(String name, Door door, String path, long pid, boolean jvm) {
  /** Path of the chat endpoint where nothing else is said. */
  public static final String CHAT = "/v1/chat/completions";

  /** The provider without anything in front of it. */
  public static Subject direct(int port) {
    return new Subject("direct", new Door("127.0.0.1", port), CHAT, 0, false);
  }

  /** Whether this is the provider itself. */
  public boolean direct() {
    return name.equals("direct");
  }

  /** Resident bytes, after a collection where there is something to collect. */
  public long settledMemory() {
    if (jvm) {
      Jvm.collect(pid);
    }
    return ProcessState.resident(pid);
  }
}
