package dev.sluice.admin;

import java.util.List;

/**
 * By which configuration a node serves, and what becomes of the one in its file.
 *
 * @param node its name
 * @param state {@code current} when the node serves by its file, {@code waiting} when it would take
 *     what the file says once all members have it, {@code refused} when it does not take it
 * @param version of the models and providers in force
 * @param offered version that the node would take; the one in force when there is no other
 * @param source where the configuration comes from
 * @param since when the one in force was taken
 * @param changes of the one that waits, else those that the last change brought
 * @param problems why the file is refused
 * @param waitingFor names of the members whose files give another configuration
 */
public record ConfigReport(
    String node,
    String state,
    String version,
    String offered,
    String source,
    String since,
    List<String> changes,
    List<String> problems,
    List<String> waitingFor) {
  public ConfigReport {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
    waitingFor = List.copyOf(waitingFor);
  }
}
