package dev.sluice.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML as a tree; a key that stands twice is a failure. */
public final class Yaml {
  private static final ObjectMapper TREES = new ObjectMapper();

  private Yaml() {}

  /** The only document of a file. */
  public static JsonNode file(Path file) throws IOException {
    List<JsonNode> all = documents(Files.readString(file));
    if (all.size() != 1) {
      throw new AssertionError(file + " has " + all.size() + " documents");
    }
    return all.getFirst();
  }

  /** All documents that are not empty. */
  public static List<JsonNode> documents(String text) {
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Load(settings).loadAllFromString(text)) {
      if (document != null) {
        documents.add(TREES.valueToTree(document));
      }
    }
    return documents;
  }

  /** A JSON file. */
  public static JsonNode json(Path file) throws IOException {
    return TREES.readTree(Files.readString(file));
  }
}
