package dev.forebell.collector.config;

import dev.forebell.collector.engine.detect.ValuePattern;
import dev.forebell.collector.engine.detect.Where;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads which attributes or labels are meant: names to a value, a glob ({@code /data/*}), what it
 * must not be ({@code '!/boot/efi'}), or a list of these.
 */
final class WhereReader {
  private static final String NOT = "!";

  private final TreeMap<String, String> pinned = new TreeMap<>();
  private final TreeMap<String, ValuePattern> patterns = new TreeMap<>();

  private WhereReader() {}

  static Where read(YamlValue value) {
    WhereReader reader = new WhereReader();
    value
        .map()
        .ifPresent(
            map ->
                map.keys().forEach(key -> map.get(key).ifPresent(texts -> reader.add(key, texts))));
    return new Where(new Attributes(reader.pinned), reader.patterns);
  }

  private void add(String key, YamlValue value) {
    List<String> texts = value.oneOrEach(YamlValue::text);
    if (value.isEmptyList()) {
      value.problem("no value is given", "a value, a glob, or '!' and what it must not be");
    }
    if (!texts.isEmpty()) {
      add(key, texts, value.isText() && isPlain(texts.getFirst()));
    }
  }

  private void add(String key, List<String> texts, boolean plain) {
    if (plain) {
      pinned.put(key, texts.getFirst());
      return;
    }
    List<String> accepted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (String text : texts) {
      if (text.startsWith(NOT)) {
        refused.add(text.substring(NOT.length()));
      } else {
        accepted.add(text);
      }
    }
    patterns.put(key, new ValuePattern(accepted, refused));
  }

  private static boolean isPlain(String text) {
    return !text.startsWith(NOT) && !ValuePattern.isGlob(text);
  }
}
