package dev.forebell.agent;

import dev.forebell.agent.plugin.Plugin;
import dev.forebell.common.config.Keys;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the list of plugins. */
final class PluginReader {
  private static final Keys KEYS =
      Keys.required("name", "command").andOptional("element", "user", "every", "timeout");
  private final List<String> names = new ArrayList<>();

  List<Plugin> read(YamlMap root) {
    return root.each("plugins", this::plugin);
  }

  private Optional<Plugin> plugin(YamlValue value) {
    return value.map().map(map -> map.expect(KEYS)).flatMap(this::plugin);
  }

  private Optional<Plugin> plugin(YamlMap map) {
    List<String> command = map.each("command", YamlValue::text);
    if (map.has("command") && command.isEmpty()) {
      map.keyProblem("command", "there is nothing to run", "a list: the program, then its words");
    }
    Optional<String> name = CheckReader.unique(map, names);
    Plugin plugin =
        new Plugin(
            name.orElse(""),
            map.get("element").flatMap(CheckReader::element),
            command,
            map.text("user"),
            map.get("every")
                .flatMap(v -> ProbeSettingsReader.duration(v, Duration.ofDays(1)))
                .orElse(Plugin.EVERY),
            map.get("timeout")
                .flatMap(v -> ProbeSettingsReader.duration(v, Duration.ofMinutes(5)))
                .orElse(Plugin.TIMEOUT));
    return name.filter(_ -> !command.isEmpty()).map(_ -> plugin);
  }
}
