package dev.forebell.collector.app.simulation;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.CustomerId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What all runs share: two configurations, read from files as the product does.
 *
 * @param usual the whole one
 * @param reduced without the customer {@code north} and the rule {@code cpu-busy}
 */
record Settings(Configuration usual, Configuration reduced, CollectorMeters meters) {
  static Settings load() {
    Path folder = Path.of("src/test/resources/simulation");
    Configuration usual =
        switch (ConfigurationFiles.load(folder, new Secrets(_ -> Optional.empty(), folder))) {
          case Loaded.Ok ok -> ok.configuration();
          case Loaded.Bad bad -> throw new IllegalStateException(bad.errors().toString());
        };
    var customers = new TreeMap<>(usual.customers());
    customers.remove(new CustomerId("north"));
    Configuration reduced =
        new Configuration(
            usual.collector(),
            usual.rules().stream().filter(rule -> !rule.id().value().equals("cpu-busy")).toList(),
            customers,
            usual.contracts(),
            usual.calendars(),
            usual.webhooks(),
            usual.runbooks());
    return new Settings(usual, reduced, new CollectorMeters());
  }
}
