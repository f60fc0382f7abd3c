package dev.forebell.collector.metrics;

import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every shape that was seen, each once, with its text ready. One thread. */
final class ShapeTable {
  /** Labels that each series gets from its host. */
  static final Set<String> HOST_LABELS = Set.of("host", "customer", "site");

  private final Map<SeriesKey, SeriesShape> bySeries = new HashMap<>();
  private final Map<String, Family> families = new HashMap<>();
  private final List<SeriesShape> shapes = new ArrayList<>();

  SeriesShape of(SeriesKey series) {
    return bySeries.computeIfAbsent(series, this::make);
  }

  private SeriesShape make(SeriesKey series) {
    Family family = families.computeIfAbsent(series.metric(), Family::of);
    Labels labels = Labels.of(series.attributes(), HOST_LABELS);
    String start = family.sampleName() + "{" + labels + (labels.isEmpty() ? "" : ",");
    SeriesShape shape =
        new SeriesShape(shapes.size(), family, labels.toString(), Labels.bytes(start));
    shapes.add(shape);
    return shape;
  }

  /** How many there are; ordinals are below it. */
  int size() {
    return shapes.size();
  }

  /** All of them, families together. */
  List<SeriesShape> sorted() {
    return shapes.stream().sorted().toList();
  }
}
