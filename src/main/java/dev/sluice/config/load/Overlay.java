package dev.sluice.config.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * Settings laid over a configuration: what it says otherwise stays as it is written, references to
 * variables included. Comments are lost.
 */
public final class Overlay {
  private static final DumpSettings BLOCKS =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();

  private Overlay() {}

  /**
   * The configuration with the settings in the place of its own.
   *
   * @param yaml a configuration that loads
   * @param settings by path, such as {@code server.port}: each replaces all that stands there
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException when it is no YAML
   */
  public static String over(String yaml, Map<String, ?> settings) {
    MappingNode root =
        new Compose(LoadSettings.builder().build())
            .composeString(yaml)
            .map(Overlay::section)
            .orElseGet(Overlay::empty);
    for (Map.Entry<String, ?> setting : settings.entrySet()) {
      root = with(root, List.of(setting.getKey().split("\\.")), setting.getValue());
    }
    return new Present(BLOCKS).emitToString(new Serialize(BLOCKS).serializeOne(root).iterator());
  }

  /** A changed copy: a section that an alias shares must not change for the others. */
  private static MappingNode with(MappingNode section, List<String> path, Object value) {
    Map<String, NodeTuple> tuples = new LinkedHashMap<>();
    for (NodeTuple tuple : section.getValue()) {
      NodeTuple own = new NodeTuple(own(tuple.getKeyNode()), own(tuple.getValueNode()));
      tuples.put(name(tuple.getKeyNode()), own);
    }
    String key = path.getFirst();
    NodeTuple present = tuples.get(key);
    MappingNode inner = present == null ? empty() : section(present.getValueNode());
    Node changed =
        path.size() == 1 ? node(value) : with(inner, path.subList(1, path.size()), value);
    tuples.put(key, new NodeTuple(present == null ? node(key) : present.getKeyNode(), changed));
    return new MappingNode(Tag.MAP, new ArrayList<>(tuples.values()), FlowStyle.BLOCK);
  }

  /** Plain values of their own: one that stands twice would be written as an alias. */
  private static Node own(Node node) {
    return node instanceof ScalarNode scalar
        ? new ScalarNode(scalar.getTag(), scalar.getValue(), scalar.getScalarStyle())
        : node;
  }

  /** The node when it is a section, else an empty one in its place. */
  private static MappingNode section(Node node) {
    return node instanceof MappingNode mapping ? mapping : empty();
  }

  private static MappingNode empty() {
    return new MappingNode(Tag.MAP, new ArrayList<>(), FlowStyle.BLOCK);
  }

  private static String name(Node key) {
    return key instanceof ScalarNode scalar ? scalar.getValue() : key.toString();
  }

  private static Node node(Object value) {
    return new StandardRepresenter(BLOCKS).represent(value);
  }
}
