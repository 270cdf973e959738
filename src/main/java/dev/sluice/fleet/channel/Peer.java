package dev.sluice.fleet.channel;

import io.vertx.core.net.SocketAddress;

/**
 * Another member and where its channel is reached.
 *
 * @param id of the member
 */
public record Peer(String id, SocketAddress place) {}
