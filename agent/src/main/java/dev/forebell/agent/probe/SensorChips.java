package dev.forebell.agent.probe;

import dev.forebell.common.model.HardwareMetrics;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the files of the kernel's sensor chips mean; their numbers are thousandths. */
@Pure
final class SensorChips {
  private static final Pattern INPUT = Pattern.compile("(temp|fan|in)\\d+_input");
  private static final Pattern WANTED =
      Pattern.compile("name|(temp|fan|in)\\d+_(input|label)|temp\\d+_(crit|max)|fan\\d+_min");
  // A connector without a fan reads 0, so does a fan that stands still: one that never turned is
  // taken for the former.
  private final SortedSet<String> turned = new TreeSet<>();

  static boolean wants(String file) {
    return WANTED.matcher(file).matches();
  }

  /**
   * @param chip the kernel's name of it, such as {@code hwmon0}
   * @param files name and text of its files
   */
  List<Sample> samples(String chip, Map<String, String> files) {
    String driver = files.getOrDefault("name", chip);
    List<Sample> samples = new ArrayList<>();
    for (String file : new TreeSet<>(files.keySet())) {
      if (INPUT.matcher(file).matches()) {
        String sensor = file.substring(0, file.indexOf('_'));
        number(files, file)
            .ifPresent(
                value ->
                    samples.addAll(
                        sensor(
                            new Sensor(chip, driver, sensor, label(files, sensor)), files, value)));
      }
    }
    return samples;
  }

  private record Sensor(String chip, String driver, String sensor, String label) {
    Sample sample(MetricDescriptor metric, double value) {
      return new Sample(
          metric.series(
              HardwareMetrics.HW_ID,
              driver + "/" + sensor + "@" + chip,
              HardwareMetrics.HW_NAME,
              label),
          Reading.of(value));
    }
  }

  private List<Sample> sensor(Sensor sensor, Map<String, String> files, double value) {
    String name = sensor.sensor();
    if (name.startsWith("temp")) {
      return temperature(sensor, files, value / 1000);
    }
    if (name.startsWith("in")) {
      return List.of(sensor.sample(HardwareMetrics.VOLTAGE, value / 1000));
    }
    String fan = sensor.chip() + name;
    boolean wanted = number(files, name + "_min").orElse(0) > 0;
    if (value > 0) {
      turned.add(fan);
    }
    return wanted || turned.contains(fan)
        ? List.of(sensor.sample(HardwareMetrics.FAN_SPEED, value))
        : List.of();
  }

  private static List<Sample> temperature(
      Sensor sensor, Map<String, String> files, double celsius) {
    List<Sample> samples = new ArrayList<>();
    samples.add(sensor.sample(HardwareMetrics.TEMPERATURE, celsius));
    limit(files, sensor.sensor())
        .ifPresent(
            limit ->
                samples.add(
                    sensor.sample(
                        HardwareMetrics.TEMPERATURE_HEADROOM, Math.max(0, limit - celsius))));
    return samples;
  }

  // Chips without a limit say 0, some a number beyond anything that still computes.
  private static Optional<Double> limit(Map<String, String> files, String sensor) {
    for (String kind : List.of("_crit", "_max")) {
      double limit = number(files, sensor + kind).orElse(0) / 1000;
      if (limit > 0 && limit < 200) {
        return Optional.of(limit);
      }
    }
    return Optional.empty();
  }

  private static String label(Map<String, String> files, String sensor) {
    return files.getOrDefault(sensor + "_label", sensor);
  }

  private static OptionalDouble number(Map<String, String> files, String name) {
    String text = files.getOrDefault(name, "");
    return text.matches("-?\\d{1,12}")
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
