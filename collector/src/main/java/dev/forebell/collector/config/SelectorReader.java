package dev.forebell.collector.config;

import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.detect.Where;
import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code metric} and {@code where}. A metric that Forebell's own agent does not know is only
 * a warning: another agent may send it.
 */
final class SelectorReader {
  private SelectorReader() {}

  static Rule.Selector read(YamlMap map) {
    Optional<String> metric = map.text("metric");
    metric.ifPresent(name -> map.get("metric").ifPresent(value -> checkKnown(value, name)));
    Where where = map.get("where").map(value -> where(value, metric)).orElse(Where.ANY);
    return new Rule.Selector(metric.orElse("unknown"), where);
  }

  private static void checkKnown(YamlValue value, String name) {
    List<String> known = Metrics.all().stream().map(MetricDescriptor::name).toList();
    if (!known.contains(name)) {
      value.warning(
          "no agent of this version sends " + Quantity.quoted(name) + NearestName.hint(name, known),
          "a name of docs/metrics.md");
    }
  }

  private static Where where(YamlValue value, Optional<String> metric) {
    Where where = WhereReader.read(value);
    metric
        .flatMap(Metrics::find)
        .ifPresent(
            known -> {
              where.pinned().values().keySet().forEach(key -> check(value, known, key));
              where.patterns().keySet().forEach(key -> check(value, known, key));
            });
    return where;
  }

  private static void check(YamlValue value, MetricDescriptor metric, String attribute) {
    if (!metric.attributes().contains(attribute)) {
      value.warning(
          metric.name()
              + " has no attribute "
              + Quantity.quoted(attribute)
              + NearestName.hint(attribute, metric.attributes()),
          metric.attributes().isEmpty()
              ? "no where at all"
              : "one of " + String.join(", ", metric.attributes()));
    }
  }
}
