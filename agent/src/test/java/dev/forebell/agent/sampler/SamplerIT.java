package dev.forebell.agent.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.probe.OwnUsage;
import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SamplerIT {
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch returned = new CountDownLatch(1);

  private final TestProbe first = TestProbe.quick("first");
  private final TestProbe last = TestProbe.quick("last");
  private final TestProbe hanging =
      new TestProbe("hanging", Duration.ZERO, Duration.ofMillis(300), this::hangTheSecondTime);

  @Test
  void aHangingProbeLosesItsOwnSeriesAndDelaysTheOthersByNoTimeOut() throws Exception {
    Sampler sampler = sampler(first, hanging, last);
    assertEquals(Reading.of(1), reading(sampler.sample(seconds(0)), hanging));

    // Asked and slow: the sample does not wait for it, and what it said before still stands.
    Snapshot slow = sampler.sample(seconds(10));
    assertEquals(Reading.of(1), reading(slow, first));
    assertEquals(Reading.of(1), reading(slow, last));
    assertEquals(Reading.of(1), reading(slow, hanging));

    sampler.settle();
    Snapshot hung = sampler.sample(seconds(20));
    assertEquals(Reading.unavailable(Cause.TIMED_OUT), reading(hung, hanging));
    assertEquals(Reading.of(1), reading(hung, last));

    Snapshot still = sampler.sample(seconds(30));
    assertEquals(Reading.unavailable(Cause.TIMED_OUT), reading(still, hanging));
    assertEquals(2, calls.get(), "asked again although it hangs");
    assertEquals(2, still.probes().get(1).timeouts());
    assertEquals(0, still.probes().get(1).errors());

    release.countDown();
    assertTrue(returned.await(5, TimeUnit.SECONDS));
    long t = 40;
    while (reading(sampler.sample(seconds(t)), hanging) instanceof Reading.Unavailable) {
      t += 10;
    }
    assertEquals(3, calls.get(), "the late answer must not be taken for a new one");
  }

  @Test
  void eachSampleSaysHowOftenThereIsOne() throws Exception {
    Sampler sampler = sampler(first);
    SeriesKey pace = AgentMetrics.AGENT_SAMPLE_INTERVAL.series();
    assertTrue(sampler.sample(seconds(0)).samples().contains(Sample.of(pace, 10)));
    sampler.every(Duration.ofMillis(1500));
    assertTrue(sampler.sample(seconds(10)).samples().contains(Sample.of(pace, 1.5)));
  }

  @Test
  void aSlowAnswerWithinItsTimeOutIsTakenWithTheNextSample() throws Exception {
    TestProbe slow = new TestProbe("slow", seconds(60), seconds(60), this::hangTheFirstTime);
    Sampler sampler = sampler(slow, last);
    Snapshot without = sampler.sample(seconds(0));
    assertEquals(1, without.samples().stream().filter(one -> one.equals(last.sample())).count());
    assertTrue(
        without.samples().stream().noneMatch(one -> one.series().equals(slow.sample().series())));
    release.countDown();
    sampler.settle();
    assertEquals(Reading.of(1), reading(sampler.sample(seconds(10)), slow));
    assertEquals(1, calls.get());
  }

  /** A pipe without a writer: opening it hangs in the kernel, as a dead file server does. */
  @Test
  void readingAPipeThatNobodyWritesHoldsUpNobodyAndRecovers(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    TestProbe stuck =
        new TestProbe(
            "stuck", Duration.ZERO, Duration.ofMillis(300), () -> Files.readAllBytes(pipe));
    Sampler sampler = sampler(first, stuck, last);
    sampler.sample(seconds(0));
    sampler.settle();
    Snapshot hung = sampler.sample(seconds(10));
    assertEquals(Reading.of(1), reading(hung, last));
    assertTrue(hung.probes().get(1).failure().isPresent());
    // Whoever opens the other end lets all readers go, now and later.
    Thread writer =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  while (true) {
                    try (var open = Files.newOutputStream(pipe)) {
                      open.flush();
                    } catch (IOException e) {
                      return;
                    }
                  }
                });
    long t = 20;
    while (sampler.sample(seconds(t)).probes().get(1).failure().isPresent()) {
      t += 10;
    }
    Files.delete(pipe);
    assertTrue(writer.isDaemon());
  }

  @Test
  void whatAProbePromisesIsUnavailableUntilItAnswers() throws Exception {
    SeriesKey promised = Metrics.UPTIME.series();
    Probe probe =
        new Probe() {
          @Override
          public String name() {
            return "promising";
          }

          @Override
          public List<SeriesKey> promised() {
            return List.of(promised);
          }

          @Override
          public List<Sample> read() throws IOException {
            throw new IOException("never");
          }
        };
    assertEquals(
        List.of(Sample.unavailable(promised, Cause.FAILED)),
        sampler(probe).sample(seconds(0)).samples().stream()
            .filter(sample -> sample.series().equals(promised))
            .toList());
  }

  @Test
  void anAgentOverItsBudgetAsksDearProbesLessOftenAndSaysSo() throws Exception {
    AtomicInteger spent = new AtomicInteger();
    Sampler sampler =
        new Sampler(
            List.of(first),
            seconds(10),
            new BudgetKeeper(
                Budget.DEFAULT,
                () ->
                    new OwnUsage(
                        OptionalDouble.of(spent.get()),
                        OptionalDouble.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty())),
            InstantSource.system());
    assertEquals(seconds(10), sampler.sample(seconds(0)).probes().getFirst().every());
    spent.set(60);
    Snapshot over = sampler.sample(seconds(10));
    assertEquals(Thrift.UTMOST, over.budget().thrift());
    assertEquals(seconds(20), over.probes().getFirst().every());
    assertEquals(seconds(20), sampler.nextAfter(seconds(10)));
    assertTrue(
        over.samples().stream()
            .anyMatch(
                sample ->
                    sample.equals(
                        Sample.of(
                            AgentMetrics.AGENT_STRETCH.series(AgentMetrics.PROBE_COST, "high"),
                            8))));
  }

  @Test
  void aFailureIsReportedWithItsCause() throws Exception {
    TestProbe locked =
        TestProbe.of(
            "locked",
            () -> {
              if (calls.incrementAndGet() > 1) {
                throw new AccessDeniedException("/secret");
              }
            });
    Sampler sampler = sampler(locked, last);
    sampler.sample(seconds(0));
    Snapshot failed = sampler.sample(seconds(10));
    assertEquals(Reading.unavailable(Cause.NO_PERMISSION), reading(failed, locked));
    assertEquals(Reading.of(1), reading(failed, last));
    assertEquals(
        Optional.of("java.nio.file.AccessDeniedException: /secret"),
        failed.probes().getFirst().failure());
  }

  @Test
  void aBrokenProbeBreaksNothingElse() throws Exception {
    TestProbe broken =
        TestProbe.of(
            "broken",
            () -> {
              throw new IllegalStateException("a surprise");
            });
    Snapshot snapshot = sampler(broken, last).sample(seconds(0));
    assertEquals(Reading.of(1), reading(snapshot, last));
  }

  @Test
  void aSlowProbesAnswerStandsUntilItIsDueAgain() throws Exception {
    TestProbe rare =
        new TestProbe(
            "rare",
            seconds(60),
            seconds(1),
            () -> {
              calls.incrementAndGet();
            });
    Sampler sampler = sampler(first, rare);
    for (int t = 0; t < 60; t += 10) {
      assertEquals(Reading.of(1), reading(sampler.sample(seconds(t)), rare));
    }
    assertEquals(1, calls.get());
    sampler.sample(seconds(60));
    assertEquals(2, calls.get());
  }

  @Test
  void theLoopSamplesOnTimeFollowsANewIntervalAndSurvivesItsSink() throws Exception {
    BlockingQueue<Snapshot> taken = new LinkedBlockingQueue<>();
    Sampler sampler =
        new Sampler(
            List.of(first), Duration.ofHours(1), TestProbe.unlimited(), InstantSource.system());
    try (SamplerLoop loop =
        new SamplerLoop(
            sampler,
            snapshot -> {
              taken.add(snapshot);
              throw new IllegalStateException("full");
            })) {
      loop.start();
      assertEquals(Reading.of(1), reading(taken.take(), first));
      loop.every(Duration.ofMillis(20));
      taken.take();
      taken.take();
    }
  }

  private void hangTheFirstTime() throws IOException {
    calls.incrementAndGet();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the test ended");
    }
  }

  private void hangTheSecondTime() throws IOException {
    if (calls.incrementAndGet() == 2) {
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException("the test ended");
      }
      returned.countDown();
    }
  }

  private static Sampler sampler(Probe... probes) {
    return new Sampler(List.of(probes), seconds(10), TestProbe.unlimited(), InstantSource.system());
  }

  private static Reading reading(Snapshot snapshot, TestProbe probe) {
    return snapshot.samples().stream()
        .filter(sample -> sample.series().equals(probe.sample().series()))
        .map(Sample::reading)
        .findFirst()
        .orElseThrow();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
