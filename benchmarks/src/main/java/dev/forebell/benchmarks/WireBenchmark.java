package dev.forebell.benchmarks;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.wire.Decoded;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.FrameReader;
import dev.forebell.common.wire.FrameWriter;
import dev.forebell.common.wire.WireLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A batch on the agent's wire, its series known to both sides; time per sample. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WireBenchmark {
  private final FrameReader reader = new FrameReader(WireLimits.DEFAULT);
  private final FrameWriter writer = new FrameWriter(WireLimits.DEFAULT);
  private Frame frame = new Frame.Series(0, List.of());
  private byte[] message = {};

  @Setup
  public void encode() {
    List<Sample> samples = Material.batches(Duration.ofMinutes(1)).getFirst();
    List<Integer> ids = IntStream.range(0, samples.size()).boxed().toList();
    List<Reading> readings = samples.stream().map(Sample::reading).toList();
    Instant at = Instant.parse("2026-03-02T00:00:00Z");
    frame = new Frame.Samples(Lane.LIVE, 7, 1, at, ids, readings);
    message = writer.write(frame);
  }

  @Benchmark
  @OperationsPerInvocation(Material.BATCH)
  public Decoded decode() {
    return reader.read(message);
  }

  @Benchmark
  @OperationsPerInvocation(Material.BATCH)
  public byte[] encodeAgain() {
    return writer.write(frame);
  }
}
