package dev.sluice.bench.load;

import dev.sluice.bench.process.ProcessCost;
import java.util.List;
import java.util.Map;

/**
 * What a window of load has shown.
 *
 * @param seconds its length
 * @param cost what the watched processes spent in it
 * @param others processors that programs outside the bench kept busy
 * @param loads one entry a load, in the order of the command
 */
public record LoadReport(double seconds, ProcessCost cost, double others, List<Load> loads) {
  private static final double BUSY_OTHERS = 0.1;

  /**
   * One load's share.
   *
   * @param completed exchanges that ended well
   * @param errors exchanges that did not, by kind
   * @param open exchanges in flight at the end
   * @param frames content frames received
   * @param lostFrames frames known to be missing or out of order
   * @param lostBytes content bytes missing of frames received
   * @param latency time from the intended start to the last byte
   * @param ttft time from the intended start to the first content
   * @param gap time between two content frames
   * @param delay time from a frame's sending to its arrival
   */
  public record Load(
      long completed,
      Map<String, Long> errors,
      long open,
      long frames,
      long lostFrames,
      long lostBytes,
      Percentiles latency,
      Percentiles ttft,
      Percentiles gap,
      Percentiles delay) {
    public Load {
      errors = Map.copyOf(errors);
    }

    /** Exchanges that did not end well. */
    public long failed() {
      return errors.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  public LoadReport {
    loads = List.copyOf(loads);
  }

  /** Whether programs outside the bench took more than a tenth of a processor. */
  public boolean disturbed() {
    return others > BUSY_OTHERS;
  }

  /** The only load's share. */
  public Load only() {
    return loads.getFirst();
  }

  /** Completed exchanges a second, of all loads. */
  public double rate() {
    return loads.stream().mapToLong(Load::completed).sum() / seconds;
  }

  /** Processor microseconds for each completed exchange. */
  public double microsPerExchange() {
    return cost.cpuMicros() / Math.max(1, (double) only().completed());
  }

  /** Processor microseconds for each content frame. */
  public double microsPerFrame() {
    return cost.cpuMicros() / Math.max(1, (double) only().frames());
  }
}
