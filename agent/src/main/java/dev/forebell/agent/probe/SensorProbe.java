package dev.forebell.agent.probe;

import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Temperatures, fans and voltages as the kernel's drivers tell them. Some drivers ask a slow chip
 * each time, so it is asked twice a minute and in a thread of its own.
 */
final class SensorProbe implements Probe {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final Path folder;
  private final SensorChips chips = new SensorChips();

  /**
   * @param folder {@code /sys/class/hwmon}
   */
  SensorProbe(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "sensor";
  }

  @Override
  public CostClass cost() {
    return CostClass.MEDIUM;
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(10);
  }

  @Override
  public List<Sample> read() throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path chip : all) {
        samples.addAll(chips.samples(chip.getFileName().toString(), files(chip)));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return samples;
  }

  private static Map<String, String> files(Path chip) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(chip, "{name,temp*,fan*,in*}")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (SensorChips.wants(name)) {
          text(file).ifPresent(text -> texts.put(name, text));
        }
      }
    }
    return texts;
  }

  // A sensor that is not connected answers with an error; the others still count.
  private static java.util.Optional<String> text(Path file) {
    try {
      return java.util.Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      return java.util.Optional.empty();
    }
  }
}
