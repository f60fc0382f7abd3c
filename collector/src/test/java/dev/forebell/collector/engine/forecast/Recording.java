package dev.forebell.collector.engine.forecast;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A real disk's use. */
final class Recording {
  private Recording() {}

  /** In MiB above its lowest, once a minute. */
  static double[] read() {
    try (InputStream in = Recording.class.getResourceAsStream("/forecast/recording.csv")) {
      byte[] bytes = Objects.requireNonNull(in, "recording.csv").readAllBytes();
      return of(new String(bytes, StandardCharsets.UTF_8).lines().skip(2).toList());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static double[] of(List<String> lines) {
    double lowest = lines.stream().mapToDouble(Recording::used).min().orElseThrow();
    return lines.stream()
        .filter(line -> seconds(line) % 60 < 30)
        .mapToDouble(line -> used(line) - lowest)
        .toArray();
  }

  private static long seconds(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(',')));
  }

  private static double used(String line) {
    return Double.parseDouble(line.substring(line.indexOf(',') + 1));
  }
}
