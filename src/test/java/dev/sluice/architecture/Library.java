package dev.sluice.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/** Libraries that only some packages may use. */
@SuppressWarnings("ImmutableEnumChecker") // The collections are.
enum Library {
  WEB(
      List.of("io.vertx.ext.web."),
      List.of("io.vertx.ext.web.client.", "io.vertx.ext.web.codec."),
      Home.INGRESS,
      Home.ADMIN),
  WEB_CLIENT(
      List.of("io.vertx.ext.web.client.", "io.vertx.ext.web.codec."), List.of(), Home.HEALTH),
  /** A tree costs too much for a request; a probe is rare and an answer of our own is small. */
  JSON_TREE(
      List.of("io.vertx.core.json.JsonObject", "io.vertx.core.json.JsonArray"),
      List.of(),
      Home.HEALTH,
      Home.INGRESS,
      Home.ADMIN,
      Home.APP),
  COMMAND_LINE(List.of("picocli."), List.of(), Home.CLI),
  YAML(List.of("org.snakeyaml."), List.of(), Home.CONFIG),
  SQL(
      List.of("java.sql.", "javax.sql.", "io.vertx.sqlclient.", "org.sqlite.", "org.postgresql."),
      List.of(),
      Home.STORE),
  HAZELCAST(List.of("com.hazelcast.", "io.vertx.spi.cluster."), List.of(), Home.FLEET),
  REDIS(List.of("io.vertx.redis."), List.of(), Home.FLEET, Home.CACHE);

  private final List<String> prefixes;
  private final List<String> exceptions;
  private final Set<Home> users;

  Library(List<String> prefixes, List<String> exceptions, Home... users) {
    this.prefixes = List.copyOf(prefixes);
    this.exceptions = List.copyOf(exceptions);
    this.users = Set.of(users);
  }

  /** Whether the type belongs to the library. */
  boolean holds(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    return prefixes.stream().anyMatch(name::startsWith)
        && exceptions.stream().noneMatch(name::startsWith);
  }

  /** Whether a class of that home may use it. */
  boolean opensTo(Home home) {
    return users.contains(home);
  }
}
