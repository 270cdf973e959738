package dev.sluice.bench.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.bench.process.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;

/** A {@link LoadGenerator} in a process of its own. */
public final class RemoteLoad implements AutoCloseable {
  private final JsonMapper json = new JsonMapper();
  private final Child child;
  private final BufferedReader events;

  /** Talks to a process that runs {@link LoadGenerator#main}. */
  public RemoteLoad(Child child) {
    this.child = child;
    this.events = child.output();
  }

  /**
   * Carries out a command; returns when its connections are closed.
   *
   * @param steady runs while the first window is under way
   * @param windows receives each window's report
   * @throws IOException when the generator has died
   */
  public void run(LoadCommand command, Runnable steady, Consumer<LoadReport> windows)
      throws IOException {
    child.tell(json.valueToTree(command).toString());
    while (true) {
      String line = events.readLine();
      if (line == null) {
        throw new IOException("the load generator died: " + child.lastWords());
      }
      LoadEvent event = json.readValue(line, LoadEvent.class);
      switch (event.kind()) {
        case STEADY -> steady.run();
        case WINDOW -> {
          if (event.report() != null) {
            windows.accept(event.report());
          }
        }
        case END -> {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
