package dev.sluice.wire.gemini;

/** A call whose arguments are still coming. */
final class OpenCall {
  private final int call;
  private final PartialArguments arguments = new PartialArguments();

  /**
   * A call without arguments.
   *
   * @param call its place among those of the candidate
   */
  OpenCall(int call) {
    this.call = call;
  }

  void add(Piece.Call piece) {
    piece.partial().forEach(arguments::add);
  }

  int call() {
    return call;
  }

  String arguments() {
    return arguments.json();
  }
}
