package dev.sluice.bus;

import dev.sluice.model.Endpoint;

/**
 * Asks which targets may serve a request.
 *
 * @param endpoint the operation
 * @param model the name that the client asked for
 */
public record RouteQuery(Endpoint endpoint, String model) {}
