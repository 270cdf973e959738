package dev.sluice.ingress;

/**
 * Azure's names of OpenAI's paths. Clients that are set up for Azure ask by them; the deployment in
 * the path is the model that their bodies name, too.
 */
final class AzurePath {
  private static final String AZURE = "/openai/";
  private static final String VERSIONED = AZURE + "v1/";
  private static final String DEPLOYMENTS = AZURE + "deployments/";
  private static final String PLAIN = "/v1/";

  private AzurePath() {}

  /**
   * OpenAI's name of a path; the path itself when it is none of Azure's.
   *
   * @param prefix of the configuration, which stands before both
   */
  static String plain(String path, String prefix) {
    int from = prefix.length();
    if (!path.startsWith(AZURE, from)) {
      return path;
    }
    int rest = from + AZURE.length();
    if (path.startsWith(VERSIONED, from)) {
      rest = from + VERSIONED.length();
    } else if (path.startsWith(DEPLOYMENTS, from)) {
      int slash = path.indexOf('/', from + DEPLOYMENTS.length());
      if (slash < 0) {
        return path;
      }
      rest = slash + 1;
    }
    return prefix + PLAIN + path.substring(rest);
  }
}
