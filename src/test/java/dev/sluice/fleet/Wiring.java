package dev.sluice.fleet;

import dev.sluice.cli.fleet.FreePorts;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** How the nodes of a fleet reach each other. */
@FunctionalInterface
interface Wiring {
  /** The keys of {@code cluster} that say it for the node of a number, one a line, not indented. */
  String keys(int number);

  /** Every node at its own port of the loopback. */
  static Wiring direct(int most) throws IOException {
    List<Integer> ports = FreePorts.from(0, most);
    String addresses =
        ports.stream().map(port -> "\"127.0.0.1:" + port + "\"").collect(Collectors.joining(", "));
    return number ->
        """
        port: %d
        channel: {port: 0}
        discovery: {addresses: [%s]}
        """
            .formatted(ports.get(number), addresses);
  }
}
