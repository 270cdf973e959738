package dev.sluice.bench;

import java.io.IOException;
import java.util.List;

/**
 * A way to start a subject.
 *
 * @param name its name in tables
 * @param readyPath path that answers 200 when it is ready
 * @param command what starts it
 */
record Launch(String name, String readyPath, Command command) {
  /** The command that listens on a port in front of the mock. */
  interface Command {
    /**
     * Words of the command.
     *
     * @throws IOException when a configuration cannot be written
     */
    List<String> at(int port, int mock) throws IOException;
  }
}
