package dev.sluice.bench;

import dev.sluice.bench.process.Door;
import dev.sluice.bench.process.Gateway;
import dev.sluice.bench.process.Jvm;
import dev.sluice.bench.process.Nginx;
import dev.sluice.bench.process.Subject;
import dev.sluice.bench.report.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The contenders of a run, running, and the ways in which more of them are started. */
final class Field implements AutoCloseable {
  private static final Path AOT = Path.of("target/sluice.aot");
  private static final String GATEWAY = "gateway";

  /** Targets of a gateway whose strategy is measured. */
  private static final int CHOICES = 3;

  private final BenchOptions options;
  private final List<Launch> launches = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private final List<Contender> contenders = new ArrayList<>();

  private Field(BenchOptions options) {
    this.options = options;
  }

  /** Starts all contenders that the options ask for. */
  static Field of(Lab lab) throws IOException, InterruptedException {
    Field field = new Field(lab.options());
    try {
      field.fill(lab);
      return field;
    } catch (IOException | InterruptedException | RuntimeException e) {
      field.close();
      throw e;
    }
  }

  /** Subjects that are compared, the gateway last. */
  List<Contender> contenders() {
    return contenders;
  }

  /** Ways of starting that are compared. */
  List<Launch> launches() {
    return launches;
  }

  /**
   * What versions of programs took part, and with which configuration.
   *
   * @throws IOException when the flags of the gateway cannot be read
   */
  Map<String, String> versions() throws IOException {
    Map<String, String> versions = new TreeMap<>();
    for (Contender contender : contenders) {
      String program =
          ProcessHandle.of(contender.subject().pid())
              .flatMap(p -> p.info().commandLine())
              .orElse("");
      var _ = versions.put(contender.subject().name() + " command", program);
    }
    if (Nginx.installed()) {
      var _ = versions.put("nginx version", Environment.said("nginx", "-v"));
    }
    if (!options.noGateway) {
      for (Gateway gateway : gateways()) {
        var _ = versions.put(name(gateway) + " configuration", gateway.configuration(0, 0));
      }
    }
    return versions;
  }

  @Override
  public void close() {
    running.forEach(Running::close);
  }

  private void fill(Lab lab) throws IOException, InterruptedException {
    Path folder = options.out;
    if (!options.noNginx && Nginx.installed()) {
      start(
          lab,
          new Launch(
              "nginx",
              "/ready",
              (port, mock) -> Nginx.command(folder.resolve("nginx"), port, mock)));
    }
    if (!options.target.isEmpty()) {
      contenders.add(new Contender(target(), null));
    } else if (!options.noGateway) {
      for (Gateway gateway : gateways()) {
        start(lab, launch(name(gateway), gateway));
      }
      if (options.gatewayCommand.isEmpty() && Files.exists(AOT)) {
        Gateway plain = gateways().getLast();
        launches.add(launch("gateway with aot", plain.with("-XX:AOTCache=" + AOT)));
      }
    }
    if (contenders.isEmpty()) {
      throw new IOException(
          "nothing to compare: no gateway, and nginx is left out or not installed");
    }
  }

  private void start(Lab lab, Launch launch) throws IOException, InterruptedException {
    Progress.say("starting %s", launch.name());
    launches.add(launch);
    Running started = lab.start(launch);
    running.add(started);
    contenders.add(new Contender(started.subject(), launch));
  }

  private Launch launch(String name, Gateway gateway) {
    return new Launch(name, options.readyPath, gateway::command);
  }

  /** The one that strategies leave alone comes last. */
  private List<Gateway> gateways() throws IOException {
    List<Gateway> all = new ArrayList<>();
    for (String strategy : options.strategies) {
      String name = GATEWAY + ' ' + strategy;
      all.add(gateway(name.replace(' ', '-')).choosing(strategy, CHOICES));
    }
    all.add(gateway(GATEWAY));
    return all;
  }

  private static String name(Gateway gateway) {
    return gateway.targets() == 1 ? GATEWAY : GATEWAY + ' ' + gateway.strategy();
  }

  private Gateway gateway(String place) throws IOException {
    Path folder = options.out.resolve(place);
    return options.gatewayCommand.isEmpty()
        ? Gateway.own(options.gatewayFlags, options.gatewayJar, folder)
        : new Gateway(options.gatewayCommand, folder);
  }

  private Subject target() {
    URI uri = URI.create(options.target);
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    String path = uri.getPath().length() > 1 ? uri.getPath() : Subject.CHAT;
    Door door = new Door(uri.getHost(), port);
    return new Subject(GATEWAY, door, path, options.targetPid, Jvm.isJvm(options.targetPid));
  }
}
