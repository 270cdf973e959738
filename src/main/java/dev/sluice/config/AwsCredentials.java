package dev.sluice.config;

import org.jspecify.annotations.Nullable;

/**
 * What requests to AWS are signed with.
 *
 * @param accessKeyId names the key, not empty
 * @param secretAccessKey the key, not empty
 * @param sessionToken goes with temporary keys, null for lasting ones
 */
public record AwsCredentials(
    Secret accessKeyId, Secret secretAccessKey, @Nullable Secret sessionToken) {
  public AwsCredentials {
    new Rules()
        .require(ConnectionConfig.isKey(accessKeyId), "access_key_id", "must be given")
        .require(ConnectionConfig.isKey(secretAccessKey), "secret_access_key", "must be given")
        .require(
            sessionToken == null || ConnectionConfig.isKey(sessionToken),
            "session_token",
            ConnectionConfig.VALUE_RULE)
        .enforce();
  }
}
