package dev.sluice.wire.openai;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.json.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one choice in the order of their first appearance, which is the index that the
 * client sees. A provider may number them otherwise, or put several under one number.
 */
final class Calls {
  /** Most calls of a choice. */
  static final int MAX = 128;

  /** In place of the number that a provider did not give. */
  static final int UNNUMBERED = -1;

  /** One call. */
  static final class Call {
    final int index;
    final String id;
    private final int upstream;
    private final byte[] json;

    private Call(int index, int upstream, byte[] json) {
      this.index = index;
      this.upstream = upstream;
      this.json = json;
      this.id = JsonText.decode(json, 1, json.length - 1);
    }
  }

  private final List<Call> calls = new ArrayList<>(1);

  boolean isEmpty() {
    return calls.isEmpty();
  }

  int size() {
    return calls.size();
  }

  /** Whether the fragment may pass as it is. */
  boolean fits(CallScan scan, byte[] in) {
    Call call = latest(scan.index);
    if (call == null) {
      return scan.opens() && scan.index == calls.size();
    }
    return call.index == scan.index && (scan.idTo == scan.idFrom || same(call, scan, in));
  }

  private static boolean same(Call call, CallScan scan, byte[] in) {
    return Arrays.equals(in, scan.idFrom, scan.idTo, call.json, 0, call.json.length);
  }

  /** Takes note of a fragment that fits. */
  void take(CallScan scan, byte[] in) {
    if (scan.index == calls.size()) {
      calls.add(new Call(scan.index, scan.index, Arrays.copyOfRange(in, scan.idFrom, scan.idTo)));
    }
  }

  /**
   * The call that a fragment belongs to, null when it begins one.
   *
   * @param upstream the provider's number, or {@link #UNNUMBERED}
   * @param id the provider's id, null when it gave none
   * @param named whether the fragment names the function
   */
  @Nullable Call find(int upstream, @Nullable String id, boolean named) {
    if (upstream == UNNUMBERED && id == null) {
      return named || calls.isEmpty() ? null : calls.getLast();
    }
    if (id == null) {
      return latest(upstream);
    }
    for (Call call : calls.reversed()) {
      if (call.id.equals(id) && (upstream == UNNUMBERED || upstream == call.upstream)) {
        return call;
      }
    }
    return null;
  }

  private @Nullable Call latest(int upstream) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (calls.get(i).upstream == upstream) {
        return calls.get(i);
      }
    }
    return null;
  }

  /** Begins a call. Throws {@link FailureException} when it is one too many. */
  Call open(int upstream, String id) {
    if (calls.size() == MAX) {
      throw new FailureException(
          new Failure.Garbled("The provider's answer has more than " + MAX + " tool calls."));
    }
    Call call = new Call(calls.size(), upstream, JsonText.encode(id));
    calls.add(call);
    return call;
  }
}
