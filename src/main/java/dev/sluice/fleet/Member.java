package dev.sluice.fleet;

/**
 * A node of the fleet.
 *
 * @param id unique over all members and all their restarts
 * @param name by which operators call it; unique among the members of a moment
 * @param version of the program, for example {@code 0.3.0}
 * @param zone where it runs, for example {@code eu-central-1a}; empty when nobody said
 * @param address host and port at which it answers clients; empty while it does not yet
 * @param draining whether it takes no new requests and is about to leave
 */
public record Member(
    String id, String name, String version, String zone, String address, boolean draining) {}
