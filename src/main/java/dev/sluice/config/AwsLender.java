package dev.sluice.config;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who lends temporary keys for requests to AWS to whatever runs in a place. */
public sealed interface AwsLender {
  /** Its name in the configuration. */
  String id();

  /**
   * The agent beside a container of ECS, or a pod of EKS.
   *
   * @param endpoint where it is asked: by HTTPS, or at an address that no network carries on
   * @param token sent as {@code authorization}, null for none
   * @param tokenFile file that holds what is sent so, read for each request since it changes; null
   *     for none
   */
  record Container(URI endpoint, @Nullable Secret token, @Nullable String tokenFile)
      implements AwsLender {
    /** Where a path of ECS is asked for. */
    public static final String ECS = "http://169.254.170.2";

    private static final Set<String> NEAR =
        Set.of("169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "[::1]", "localhost");
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    public Container {
      new Rules()
          .require(
              isNear(endpoint),
              "credentials",
              "must be lent by HTTPS, or at an address of this machine or of AWS's agents"
                  + " (AWS_CONTAINER_CREDENTIALS_FULL_URI)")
          .require(
              token == null || ConnectionConfig.isKey(token),
              "credentials",
              "must be asked for with a token of visible ASCII characters"
                  + " (AWS_CONTAINER_AUTHORIZATION_TOKEN)")
          .enforce();
    }

    private static boolean isNear(URI uri) {
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
      return uri.getHost() != null
          && uri.getRawUserInfo() == null
          && (scheme.equals("https")
              || (scheme.equals("http")
                  && (NEAR.contains(host) || LOOPBACK.matcher(host).matches())));
    }

    @Override
    public String id() {
      return "container";
    }
  }

  /**
   * The metadata service of an EC2 instance, in its second version.
   *
   * @param endpoint where it is, without a slash at the end
   */
  record Instance(URI endpoint) implements AwsLender {
    /** Where it is unless the environment says otherwise. */
    public static final URI USUAL = URI.create("http://169.254.169.254");

    @Override
    public String id() {
      return "instance";
    }
  }
}
