package dev.sluice.cli.fleet;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * This very program, to be run again as a child process: the same Java, flags and classes.
 *
 * @param share part of the heap that this process may have which a child may have, above 0 to 1
 */
public record ChildProgram(double share) {
  private static final String MAIN = "dev.sluice.cli.Main";
  private static final double USUAL_PERCENTAGE = 50;

  /** They stand above the file, and would give all children the same port. */
  private static final List<String> UNWANTED = List.of("PORT", "HOST");

  /**
   * Starts a node. It stops by itself when this process is gone, however that came: it reads its
   * standard input, whose other end nobody else holds.
   *
   * @throws IOException when it cannot be started
   */
  Process serve(Path configuration) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.add("-XX:MaxRAMPercentage=" + USUAL_PERCENTAGE * share);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of("serve", "--attached", "--config", configuration.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    UNWANTED.forEach(environment::remove);
    return builder.start();
  }
}
