package dev.forebell.benchmarks;

import dev.forebell.collector.replay.KnownSeries;
import dev.forebell.collector.replay.ReplayLine;
import dev.forebell.collector.replay.ReplayReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading a replay file; time per sample, one reading of the two that a replay makes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplayReadBenchmark {
  private static final int HOSTS = 10;
  private static final int STEPS = 30;
  private static final int SAMPLES = HOSTS * STEPS * Material.BATCH;

  private byte[] plain = {};
  private byte[] spaced = {};

  @Setup
  public void record() throws IOException {
    plain = Material.recording(HOSTS, Material.INTERVAL.multipliedBy(STEPS));
    // The host before the time: nothing that the quick reading recognises.
    spaced =
        new String(plain, StandardCharsets.UTF_8)
            .replaceAll("\"at\":(\"[^\"]*\"),\"host\":(\"[^\"]*\")", "\"host\":$2,\"at\":$1")
            .getBytes(StandardCharsets.UTF_8);
    if (read(plain) != SAMPLES || read(spaced) != SAMPLES) {
      throw new IllegalStateException("the recording has changed: " + read(plain) + " samples");
    }
  }

  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public long asRecorded() throws IOException {
    return read(plain);
  }

  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public long asAnyJson() throws IOException {
    return read(spaced);
  }

  private static long read(byte[] bytes) throws IOException {
    ReplayReader reader =
        new ReplayReader("recording", new ByteArrayInputStream(bytes), new KnownSeries());
    long samples = 0;
    for (Optional<ReplayLine> line = reader.next(); line.isPresent(); line = reader.next()) {
      samples +=
          line.orElseThrow() instanceof ReplayLine.Samples batch ? batch.samples().size() : 0;
    }
    return samples;
  }
}
