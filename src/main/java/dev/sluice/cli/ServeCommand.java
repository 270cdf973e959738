package dev.sluice.cli;

import dev.sluice.app.Gateway;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigSource;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a node until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the gateway until it is told to stop.")
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private static final Duration START = Duration.ofSeconds(30);

  /** For what comes after the last exchange: closing sockets, ending timers. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Map<String, String> variables;

  @Mixin private final ConfigOption option = new ConfigOption();

  @Option(
      names = "--attached",
      description =
          "Stop when standard input ends: whoever started the node and holds the other end of it"
              + " cannot leave it behind.")
  private boolean attached;

  ServeCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Integer call() throws Exception {
    ConfigSource source = option.source(variables);
    SluiceConfig config = source.load();
    Gateway gateway = new Gateway(config, Version.text(), source);
    try {
      finish(gateway.start(), bound(config));
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot serve: " + reason(e.getCause()), e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, config), "sluice-stop"));
    announce(gateway, config, source.name());
    if (attached) {
      awaitEnd(System.in);
    } else {
      new CountDownLatch(1).await();
    }
    return CommandLine.ExitCode.OK;
  }

  /** What comes before the end means nothing. */
  private static void awaitEnd(InputStream input) throws IOException {
    long read = input.transferTo(OutputStream.nullOutputStream());
    LOG.atInfo().addKeyValue("bytes", read).log("standard input ended");
  }

  private static Duration bound(SluiceConfig config) {
    return config.cluster().enabled() ? START.plus(config.cluster().timing().join()) : START;
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "unknown cause";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static <T> void finish(Future<T> future, Duration bound)
      throws ExecutionException, InterruptedException, TimeoutException {
    future.toCompletionStage().toCompletableFuture().get(bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void announce(Gateway gateway, SluiceConfig config, String source)
      throws IOException {
    long millis = ManagementFactory.getRuntimeMXBean().getUptime();
    LOG.atInfo()
        .addKeyValue("version", Version.text())
        .addKeyValue("url", url(gateway, config))
        .addKeyValue("config", source)
        .addKeyValue("transport", gateway.transport())
        .addKeyValue("lanes", gateway.lanes())
        .addKeyValue("models", config.models().size())
        .addKeyValue("millis", millis)
        .log("ready");
  }

  private static String url(Gateway gateway, SluiceConfig config) {
    String scheme = config.server().tls() == null ? "http" : "https";
    return scheme
        + "://"
        + config.server().host()
        + ":"
        + gateway.port()
        + config.server().pathPrefix();
  }

  private static void stop(Gateway gateway, SluiceConfig config) {
    LOG.info("draining");
    try {
      finish(gateway.stop(), config.server().notice().plus(config.server().drain()).plus(CLOSING));
      LOG.info("stopped");
    } catch (TimeoutException | ExecutionException e) {
      LOG.atWarn().addKeyValue("cause", e.toString()).log("stopped before all was closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
