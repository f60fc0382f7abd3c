package dev.forebell.collector.metrics;

import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every shape that was seen, each once, with its text ready. One thread. */
final class ShapeTable {
  private final Naming naming;
  private final Map<SeriesKey, SeriesShape> bySeries = new HashMap<>();
  private final Map<String, Family> families = new HashMap<>();
  private final List<SeriesShape> shapes = new ArrayList<>();

  ShapeTable(Naming naming) {
    this.naming = naming;
  }

  Naming naming() {
    return naming;
  }

  SeriesShape of(SeriesKey series) {
    return bySeries.computeIfAbsent(series, this::make);
  }

  private SeriesShape make(SeriesKey series) {
    Family family = families.computeIfAbsent(series.metric(), naming::family);
    Labels labels = Labels.of(series.attributes(), naming.hostLabels());
    SeriesShape shape = new SeriesShape(shapes.size(), family, labels);
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
