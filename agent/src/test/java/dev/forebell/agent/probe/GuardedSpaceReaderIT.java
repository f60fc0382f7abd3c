package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Reading.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GuardedSpaceReaderIT {
  private static final Mount DEAD = new Mount("nas:/dead", "/dead", "nfs4");
  private static final Mount ALIVE = new Mount("nas:/alive", "/alive", "nfs4");
  private static final Space SPACE = new Space.Known(10, 5, 5);
  private static final Space TIMED_OUT = new Space.Unknown(Cause.TIMED_OUT);

  private final CountDownLatch serverIsBack = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger readsOfDead = new AtomicInteger();
  private final GuardedSpaceReader guarded =
      new GuardedSpaceReader(this::space, Duration.ofMillis(400));

  @Test
  void aDeadServerTimesOutAloneAndIsNotAskedAgainWhileItHangs() throws Exception {
    assertEquals(Map.of(DEAD, TIMED_OUT, ALIVE, SPACE), guarded.read(List.of(DEAD, ALIVE)));
    assertEquals(Map.of(DEAD, TIMED_OUT, ALIVE, SPACE), guarded.read(List.of(DEAD, ALIVE)));
    assertEquals(1, readsOfDead.get());

    serverIsBack.countDown();
    assertTrue(answered.await(10, TimeUnit.SECONDS));
    while (!guarded.read(List.of(DEAD)).equals(Map.of(DEAD, SPACE))) {
      Thread.onSpinWait();
    }
  }

  private Space space(Mount mount) {
    if (mount.equals(DEAD) && readsOfDead.incrementAndGet() == 1) {
      try {
        serverIsBack.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      answered.countDown();
    }
    return SPACE;
  }
}
