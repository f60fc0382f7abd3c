package dev.forebell.agent.plugin;

import dev.forebell.agent.exec.Finished;
import dev.forebell.agent.exec.Program;
import dev.forebell.agent.probe.CostClass;
import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One plugin. What it says in words goes to the log when its status changes. */
public final class PluginProbe implements Probe {
  private static final Logger LOG = System.getLogger(PluginProbe.class.getName());
  private static final int UNKNOWN = 3;
  private static final int LONGEST_WORDS = 500;
  private static final List<String> STATES = List.of("ok", "warning", "critical", "unknown");

  private final Plugin plugin;
  // A number that a plugin leaves out this time is unavailable, not gone.
  private final Set<SeriesKey> seen = new LinkedHashSet<>();
  private int status;

  public PluginProbe(Plugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public String name() {
    return "plugin:" + plugin.name();
  }

  @Override
  public CostClass cost() {
    return CostClass.HIGH;
  }

  @Override
  public Duration interval() {
    return plugin.every();
  }

  @Override
  public Duration timeout() {
    return plugin.timeout().plusSeconds(3);
  }

  @Override
  public List<SeriesKey> promised() {
    return List.of(statusSeries());
  }

  @Override
  public List<Sample> read() throws IOException {
    Finished finished = new Program(plugin.words(), plugin.timeout()).run();
    PluginOutput output = PluginOutput.parse(finished.output());
    int now = finished.exitCode() >= 0 && finished.exitCode() <= UNKNOWN ? finished.exitCode() : 3;
    report(now, finished.exitCode(), output.text());
    List<Sample> samples = new ArrayList<>();
    samples.add(new Sample(statusSeries(), status(now)));
    Map<SeriesKey, Reading> numbers = new TreeMap<>();
    seen.forEach(series -> numbers.put(series, Reading.unavailable(Cause.NOT_SUPPORTED)));
    for (PerformanceValue value : output.values()) {
      numbers.put(series(value), value.reading());
    }
    seen.addAll(numbers.keySet());
    numbers.forEach((series, reading) -> samples.add(new Sample(series, reading)));
    return samples;
  }

  // A plugin that cannot tell has found nothing wrong: it must neither raise nor clear.
  private static Reading status(int now) {
    return now == UNKNOWN ? Reading.unavailable(Cause.FAILED) : Reading.of(now);
  }

  private void report(int now, int exitCode, String text) {
    if (now != status) {
      status = now;
      LOG.log(
          now == 0 ? Level.INFO : Level.WARNING,
          "plugin {0} is {1} (exit code {2}): {3}",
          plugin.name(),
          STATES.get(now),
          Integer.toString(exitCode),
          text.substring(0, Math.min(LONGEST_WORDS, text.length())));
    }
  }

  private SeriesKey statusSeries() {
    return WatchMetrics.PLUGIN_STATUS.series(attributes());
  }

  private SeriesKey series(PerformanceValue value) {
    Map<String, String> attributes = attributes();
    attributes.put(WatchMetrics.PLUGIN_LABEL, value.label());
    if (value.isCounter()) {
      return WatchMetrics.PLUGIN_TOTAL.series(attributes);
    }
    if (!value.unit().isEmpty()) {
      attributes.put(WatchMetrics.PLUGIN_UNIT, value.unit());
    }
    return WatchMetrics.PLUGIN_VALUE.series(attributes);
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put(WatchMetrics.PLUGIN_NAME, plugin.name());
    plugin.element().ifPresent(name -> attributes.put(WatchMetrics.ELEMENT, name));
    return attributes;
  }
}
