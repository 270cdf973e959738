package dev.sluice.bench;

import dev.sluice.bench.load.LoadCommand;
import dev.sluice.bench.load.LoadGenerator;
import dev.sluice.bench.load.LoadReport;
import dev.sluice.bench.load.LoadSpec;
import dev.sluice.bench.load.RemoteLoad;
import dev.sluice.bench.mock.MockProvider;
import dev.sluice.bench.process.Child;
import dev.sluice.bench.process.Cpus;
import dev.sluice.bench.process.Door;
import dev.sluice.bench.process.Jvm;
import dev.sluice.bench.process.Subject;
import dev.sluice.bench.report.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The mock and the load generator, running, and the means to start subjects between them. */
final class Lab implements AutoCloseable {
  private static final double READY_SECONDS = 60;
  private static final double TOLERANCE = 0.05;
  // Nothing compiles there; its own connections and the load generator still have to settle.
  private static final double NATIVE_WARM_SECONDS = 4;

  private final BenchOptions options;
  private final Profile profile;
  private final Child mock;
  private final RemoteLoad load;
  private final int mockPort;

  private Lab(BenchOptions options, Child mock, RemoteLoad load, int mockPort) {
    this.options = options;
    this.profile = options.profile();
    this.mock = mock;
    this.load = load;
    this.mockPort = mockPort;
  }

  static Lab open(BenchOptions options) throws IOException {
    Path logs = Files.createDirectories(options.out);
    String port = Integer.toString(options.mockPort);
    List<String> provider = Jvm.own(MockProvider.class, port, "1");
    Child mock = Child.piped(options.measuringCpus().hold(provider), logs.resolve("mock.log"));
    String said = mock.output().readLine();
    if (said == null) {
      throw new IOException("the mock provider died: " + mock.lastWords());
    }
    List<String> generator = Jvm.own(LoadGenerator.class);
    Child load = Child.piped(options.measuringCpus().hold(generator), logs.resolve("load.log"));
    return new Lab(options, mock, new RemoteLoad(load), Integer.parseInt(said));
  }

  BenchOptions options() {
    return options;
  }

  Profile profile() {
    return profile;
  }

  Subject direct() {
    return Subject.direct(mockPort);
  }

  /** Starts a subject on a free port of its own processors and waits until it is ready. */
  Running start(Launch launch) throws IOException, InterruptedException {
    return start(launch, options.subjectCpus());
  }

  /** Starts a subject on a free port and waits until it is ready. */
  Running start(Launch launch, Cpus cpus) throws IOException, InterruptedException {
    Door door = Door.free();
    Path log = options.out.resolve(launch.name().replace(' ', '-') + ".log");
    List<String> command = launch.command().at(door.port(), mockPort);
    long began = System.nanoTime();
    Child child = Child.logged(cpus.hold(command), log);
    if (!door.opens(launch.readyPath(), child::alive, READY_SECONDS)) {
      child.close();
      throw new IOException(launch.name() + " did not get ready: " + child.lastWords());
    }
    double millis = (System.nanoTime() - began) / 1e6;
    Subject subject =
        new Subject(launch.name(), door, Subject.CHAT, child.pid(), Jvm.isJvm(child.pid()));
    return new Running(subject, child, millis);
  }

  /** One window of a load against a subject. */
  LoadReport measure(Subject subject, LoadSpec spec) throws IOException {
    return measure(subject, spec, profile.settle(), profile.window(), () -> {});
  }

  /** One window of a load, with something to be done while it lasts. */
  LoadReport measure(
      Subject subject, LoadSpec spec, double settle, double window, Runnable meanwhile)
      throws IOException {
    AtomicReference<LoadReport> report = new AtomicReference<>();
    List<LoadSpec> specs = List.of(spec.against(subject));
    run(new LoadCommand(specs, settle, window, 1, 5, subject.pid(), own()), meanwhile, report::set);
    return report.get();
  }

  /** The process whose tree holds all of the bench. */
  static long own() {
    return ProcessHandle.current().pid();
  }

  /** Carries out any command. */
  void run(LoadCommand command, Runnable meanwhile, Consumer<LoadReport> windows)
      throws IOException {
    load.run(command, meanwhile, windows);
  }

  /** Loads a subject until a figure of three windows agrees. */
  void warm(Subject subject, LoadSpec spec, ToDoubleFunction<LoadReport> figure)
      throws IOException {
    List<Double> seen = new ArrayList<>();
    long began = System.nanoTime();
    double seconds = 0;
    double least = subject.jvm() ? profile.warmLeast() : NATIVE_WARM_SECONDS;
    while (seconds < profile.warmMost()
        && (seconds < least || !Statistics.agree(seen, TOLERANCE))) {
      seen.add(figure.applyAsDouble(measure(subject, spec, 0.5, 1.5, () -> {})));
      seconds = (System.nanoTime() - began) / 1e9;
    }
  }

  @Override
  public void close() {
    load.close();
    mock.close();
  }
}
