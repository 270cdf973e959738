package dev.sluice.config.load;

import dev.sluice.config.AwsLender;
import dev.sluice.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Finds who lends keys for AWS, by the variables that AWS sets where something runs. */
final class AwsLenders {
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
  private static final String METADATA = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

  private AwsLenders() {}

  /** Where keys come from. */
  enum Place {
    /** From the file, or from variables. */
    ENVIRONMENT("environment"),
    /** From the agent beside a container. */
    CONTAINER("container"),
    /** From the metadata service of an instance. */
    INSTANCE("instance");

    private final String id;

    Place(String id) {
      this.id = id;
    }

    /** Its name in the configuration. */
    String id() {
      return id;
    }
  }

  /** Where the section says that keys come from. */
  static Place place(Section section) {
    return Values.choice(section, "credentials", Place::id, Place.ENVIRONMENT);
  }

  /** Who lends keys there; null when the variables do not say it, or what they say is wrong. */
  static @Nullable AwsLender lender(Section section, Place place) {
    return switch (place) {
      case ENVIRONMENT -> null;
      case CONTAINER -> container(section);
      case INSTANCE -> instance(section);
    };
  }

  private static @Nullable AwsLender instance(Section section) {
    String given = section.variable(METADATA);
    URI endpoint = given == null ? AwsLender.Instance.USUAL : Values.url(given);
    if (endpoint == null) {
      section.problem("credentials", METADATA + " must be a URL such as http://169.254.169.254");
      return null;
    }
    return new AwsLender.Instance(endpoint);
  }

  private static @Nullable AwsLender container(Section section) {
    String relative = section.variable(RELATIVE);
    String given = relative == null ? section.variable(FULL) : AwsLender.Container.ECS + relative;
    if (given == null) {
      return null;
    }
    URI endpoint;
    try {
      endpoint = new URI(given);
    } catch (URISyntaxException _) {
      section.problem("credentials", (relative == null ? FULL : RELATIVE) + " must be a URL");
      return null;
    }
    String token = section.variable(TOKEN);
    String file = section.variable(TOKEN_FILE);
    return section.check(
        () -> new AwsLender.Container(endpoint, token == null ? null : new Secret(token), file));
  }
}
