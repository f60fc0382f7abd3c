package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IngestLaneTest {
  private final IngestLane lane = new IngestLane("lane");

  @Test
  void whatIsNotDoneYetWaits() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch holds = new CountDownLatch(1);
    lane.offer(
        () -> {
          holds.countDown();
          hold(first);
        });
    holds.await();
    // Given while it holds: all of it is there when it looks for the next group.
    lane.offer(busy::countDown);
    lane.offer(() -> hold(goOn));
    IntStream.range(0, 3_000).forEach(_ -> lane.offer(() -> {}));
    first.countDown();
    busy.await();
    assertTrue(lane.waiting() > 2_500, lane.waiting() + " wait");
    goOn.countDown();
    lane.close();
    lane.await();
  }

  @Test
  void tasksRunInOrderAndOneThatThrowsStopsNoOther() throws InterruptedException {
    List<Integer> done = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int number = i;
      lane.offer(
          () -> {
            if (number % 7 == 0) {
              throw new IllegalStateException("a task of a test fails on purpose");
            }
            done.add(number);
          });
    }
    lane.close();
    assertFalse(lane.offer(() -> done.add(-1)));
    lane.await();
    assertEquals(IntStream.range(0, 500).filter(i -> i % 7 != 0).boxed().toList(), done);
  }

  private static void hold(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
