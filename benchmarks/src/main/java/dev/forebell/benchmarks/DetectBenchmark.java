package dev.forebell.benchmarks;

import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.detect.DetectOutput;
import dev.forebell.collector.engine.detect.HostDetector;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Judging a server's batches by the sample rules; time per sample. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DetectBenchmark {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  /** A server of the sample configuration. */
  private static final HostId HOST = new HostId("files-01");

  @Param({"1", "10000"})
  public int hosts;

  private List<List<Sample>> batches = List.of();
  private final List<HostState> states = new ArrayList<>();
  private Instant now = START;
  private int turn;
  private long sequence;

  @Setup
  public void connect() {
    batches = Material.batches(Duration.ofMinutes(30));
    HostProfile profile =
        Optional.ofNullable(HostProfiles.of(Material.configuration()).get(HOST)).orElseThrow();
    for (int i = 0; i < hosts; i++) {
      states.add(HostState.initial(profile, START));
    }
  }

  /** The hosts' turns come one after the other, as on a collector. */
  @Benchmark
  @OperationsPerInvocation(Material.BATCH)
  public List<DetectOutput> batch() {
    if (turn == hosts) {
      turn = 0;
      now = now.plus(Material.INTERVAL);
    }
    sequence++;
    List<Sample> samples = batches.get((int) (sequence / hosts % batches.size()));
    SampleBatch batch = new SampleBatch(Lane.LIVE, 0, sequence, now, samples);
    Step<HostState, DetectOutput> step =
        HostDetector.step(states.get(turn), new HostInput.Samples(now, batch));
    states.set(turn, step.state());
    turn++;
    return step.outputs();
  }
}
