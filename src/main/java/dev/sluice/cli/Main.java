package dev.sluice.cli;

import dev.sluice.config.load.ConfigException;
import dev.sluice.config.load.Problem;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The sluice program. */
@Command(
    name = "sluice",
    description = "An LLM gateway: one OpenAI-compatible door in front of many model providers.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:something failed",
      "2:the command line or the configuration is not valid"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The program's commands, ready to be executed. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .addSubcommand(new ServeCommand(System.getenv()))
        .addSubcommand(new FleetCommand(System.getenv()))
        .addSubcommand(new CheckCommand(System.getenv()))
        .addSubcommand(new SimulateCommand())
        .addSubcommand(new NodesCommand())
        .addSubcommand(new DrainCommand())
        .addSubcommand(new ResumeCommand())
        .addSubcommand(new ReloadCommand())
        .addSubcommand(new ScaleCommand())
        .addSubcommand(new VersionCommand())
        .setExecutionExceptionHandler(Main::report);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Prints what is wrong: the problems of a configuration, else the cause in one line. */
  private static int report(Exception failure, CommandLine command, ParseResult ignored) {
    PrintWriter err = command.getErr();
    if (failure instanceof ConfigException invalid) {
      for (Problem problem : invalid.problems()) {
        err.println(problem);
      }
      return CommandLine.ExitCode.USAGE;
    }
    err.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }
}
