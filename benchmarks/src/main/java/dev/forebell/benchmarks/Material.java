package dev.forebell.benchmarks;

import dev.forebell.benchmarks.recording.FleetRecording;
import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.replay.KnownSeries;
import dev.forebell.collector.replay.ReplayLine;
import dev.forebell.collector.replay.ReplayReader;
import dev.forebell.common.model.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What benchmarks work on: the sample configuration and a recorded fleet. */
final class Material {
  /** Samples in a batch of a recorded host. */
  static final int BATCH = 97;

  static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Where the configuration is; benchmarks run in the checkout's top folder. */
  private static final Path CONFIG = Path.of("config");

  private Material() {}

  static Configuration configuration() {
    return switch (ConfigurationFiles.load(CONFIG)) {
      case Loaded.Ok ok -> ok.configuration();
      case Loaded.Bad bad -> throw new IllegalStateException("run it in the checkout: " + bad);
    };
  }

  /** A recorded file, UTF-8. */
  static byte[] recording(int hosts, Duration length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new FleetRecording(hosts, length, INTERVAL.toSeconds(), 1, out).write();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** The batches of one recorded host. */
  static List<List<Sample>> batches(Duration length) {
    List<List<Sample>> batches = new ArrayList<>();
    ReplayReader reader =
        new ReplayReader(
            "recording", new ByteArrayInputStream(recording(1, length)), new KnownSeries());
    try {
      for (Optional<ReplayLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        if (line.orElseThrow() instanceof ReplayLine.Samples samples) {
          batches.add(samples.samples());
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return batches;
  }
}
