package dev.sluice.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that sends one kind of request again and again, and remembers what came of it. */
final class Visitor implements AutoCloseable {
  private static final long PAUSE_MILLIS = 20;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger capped = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<Integer> lengths = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor();

  /** Begins to ask a model at a place. */
  Visitor(String url, String model, boolean stream) {
    String body =
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
            .formatted(model, stream);
    request =
        HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .timeout(Duration.ofMinutes(2))
            .POST(BodyPublishers.ofString(body))
            .build();
    var _ = turns.scheduleWithFixedDelay(this::ask, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      String body = answer.body();
      boolean whole = !body.startsWith("data:") || body.endsWith("data: [DONE]\n\n");
      if (answer.statusCode() == 200 && whole) {
        served.incrementAndGet();
        lengths.add((int) body.lines().filter(line -> line.startsWith("data:")).count());
      } else if (answer.statusCode() == 429) {
        capped.incrementAndGet();
      } else {
        failures.add(answer.statusCode() + ": " + body);
      }
    } catch (IOException e) {
      failures.add(e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Requests that were answered, whole. */
  int served() {
    return served.get();
  }

  /** Requests that were answered by 429. */
  int capped() {
    return capped.get();
  }

  /** What came of all other requests. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Events of each stream that was answered. */
  List<Integer> lengths() {
    return List.copyOf(lengths);
  }

  /** Lets the last request end. */
  void finish() throws InterruptedException {
    turns.shutdown();
    if (!turns.awaitTermination(2, TimeUnit.MINUTES)) {
      failures.add("the last request did not end");
    }
  }

  @Override
  public void close() {
    turns.shutdownNow();
    client.shutdownNow();
  }
}
