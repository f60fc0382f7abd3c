package dev.forebell.agent.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
  void aHangingProbeLosesItsOwnSeriesAndDelaysTheOthersOnlyOnce() throws Exception {
    Sampler sampler = sampler(first, hanging, last);
    assertEquals(Reading.of(1), reading(sampler.sample(seconds(0)), hanging));

    Snapshot hung = sampler.sample(seconds(10));
    assertEquals(Reading.unavailable(Cause.TIMED_OUT), reading(hung, hanging));
    assertEquals(Reading.of(1), reading(hung, first));
    assertEquals(Reading.of(1), reading(hung, last));

    Snapshot still = sampler.sample(seconds(20));
    assertEquals(Reading.unavailable(Cause.TIMED_OUT), reading(still, hanging));
    assertEquals(2, calls.get(), "asked again although it hangs");

    release.countDown();
    assertTrue(returned.await(5, TimeUnit.SECONDS));
    long t = 30;
    while (reading(sampler.sample(seconds(t)), hanging) instanceof Reading.Unavailable) {
      t += 10;
    }
    assertEquals(3, calls.get(), "the late answer must not be taken for a new one");
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
    Sampler sampler = new Sampler(List.of(first), Duration.ofHours(1), InstantSource.system());
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
    return new Sampler(List.of(probes), seconds(10), InstantSource.system());
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
