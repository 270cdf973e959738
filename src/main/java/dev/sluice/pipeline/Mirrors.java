package dev.sluice.pipeline;

import dev.sluice.model.Mirror;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one lane's requests that go to another model, whose answers nobody gets.
 *
 * <p>They take no place and wait for nothing, and their number and memory are bounded: a copy that
 * would go beyond is left out.
 */
public final class Mirrors {
  /** Most copies that are under way. */
  static final int MOST = 64;

  /** Most bytes that their requests hold, which outlive the clients' own. */
  static final long MOST_BYTES = 16L * 1024 * 1024;

  private final RandomGenerator random;
  private int running;
  private long bytes;

  /** Mirrors with their own chance. */
  public Mirrors(RandomGenerator random) {
    this.random = random;
  }

  /** Sends a copy of the request, if there is to be one, after the request itself was sent. */
  void copy(Lane lane, ExchangeRequest request, @Nullable Mirror mirror) {
    if (mirror == null || request.upload() != null || random.nextDouble() >= mirror.share()) {
      return;
    }
    long size = request.body().length();
    if (running >= MOST || bytes + size > MOST_BYTES) {
      lane.stats().detours().mirrorSkipped();
      return;
    }
    running++;
    bytes += size;
    new MirrorRun(lane, request, mirror.model()).start();
  }

  /** A copy is over. */
  void ended(ExchangeRequest request) {
    running--;
    bytes -= request.body().length();
  }
}
