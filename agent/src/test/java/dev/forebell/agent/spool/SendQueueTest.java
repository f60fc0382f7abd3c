package dev.forebell.agent.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.wire.Frame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The queue over a real spool on a simulated disk, all on one thread. */
class SendQueueTest {
  private static final int SAMPLES = 10;

  private final SpoolScene scene = new SpoolScene().open();
  private final SendQueue queue = queue(1);

  private SendQueue queue(long epoch) {
    return new SendQueue(epoch, -epoch, 20_000, new Direct(), scene.now);
  }

  /** The spool without its thread. */
  private final class Direct implements Storage {
    @Override
    public void append(SampleBatch batch, boolean urgent) {
      scene.spool.append(batch, urgent, scene.now);
    }

    @Override
    public void acked(Track track, long sequence) {
      scene.spool.acked(track, sequence, scene.now);
    }

    @Override
    public void retain(Duration duration) {
      scene.spool.retain(duration);
    }

    @Override
    public void load(Track track, long from, Consumer<Chunk> answer) {
      answer.accept(scene.spool.load(track, from));
    }

    @Override
    public void quarantine(SampleBatch batch, String why) {
      scene.spool.quarantine(batch, why, scene.now);
    }
  }

  private void sampled(SendQueue into, int batches) {
    for (int i = 0; i < batches; i++) {
      scene.now = scene.now.plusSeconds(10);
      List<Sample> samples = new ArrayList<>();
      for (int s = 0; s < SAMPLES; s++) {
        samples.add(Sample.of(SeriesKey.of("m", "s", "" + s), i + s));
      }
      into.add(scene.now, samples, scene.now);
      scene.spool.tick(scene.now.plusSeconds(1));
      scene.stored.forEach(into::stored);
      scene.stored.keySet().forEach(track -> into.heldFrom(track, Optional.of(1L)));
    }
  }

  private List<String> sent(SendQueue from) {
    List<String> sent = new ArrayList<>();
    Optional<SendQueue.Item> item = from.nextLive().or(from::nextBackfill);
    while (item.isPresent()) {
      sent.add(
          switch (item.get()) {
            case SendQueue.Item.Batch batch ->
                batch.batch().lane() + " " + batch.batch().epoch() + " " + batch.batch().sequence();
            case SendQueue.Item.Gap gap ->
                "gap " + gap.track().epoch() + " " + gap.loss().from() + "-" + gap.loss().to();
          });
      item = from.nextLive().or(from::nextBackfill);
    }
    return sent;
  }

  private static List<String> batches(Lane lane, long epoch, int from, int to) {
    return SpoolScene.range(from, to).stream().map(n -> lane + " " + epoch + " " + n).toList();
  }

  @Test
  void aWeekendOfflineComesBackFromTheDiskInOrderAndFreshOnesGoFirst() {
    sampled(queue, 3_000);
    assertEquals(3_000, queue.unacked());
    queue.replay(List.of());
    List<String> sent = sent(queue);
    assertEquals(batches(Lane.LIVE, 1, 1, 10), sent.subList(0, 10));
    assertEquals(batches(Lane.BACKFILL, -1, 1, 2_990), sent.subList(10, sent.size()));
    sampled(queue, 1);
    assertEquals(batches(Lane.LIVE, 1, 11, 11), sent(queue));
    assertEquals(0, queue.dropped());
  }

  @Test
  void whatWasAcknowledgedIsSentAgainWhenACollectorAsks() {
    sampled(queue, 5);
    queue.replay(List.of());
    sent(queue);
    queue.ack(new Track(Lane.LIVE, 1), 5);
    queue.replay(List.of(new Frame.ReplayFrom(Lane.LIVE, 1, 3)));
    assertEquals(batches(Lane.LIVE, 1, 3, 5), sent(queue));
  }

  @Test
  void anAgentThatWasKilledGoesOnUnderANewEpochAndSendsWhatTheOldOneLeft() {
    sampled(queue, 5);
    queue.ack(new Track(Lane.LIVE, 1), 2);
    scene.spool.tick(scene.now.plusSeconds(30));
    scene.restart();
    SendQueue again = queue(2);
    scene.found.forEach(again::found);
    sampled(again, 2);
    again.replay(List.of());
    List<String> expected = new ArrayList<>(batches(Lane.LIVE, 1, 3, 5));
    expected.addAll(batches(Lane.LIVE, 2, 1, 2));
    assertEquals(expected, sent(again), "what is recent fills the windows in order");
  }

  @Test
  void whatAnEarlierRunLeftLongAgoGoesAfterWhatIsFresh() {
    sampled(queue, 3);
    scene.now = scene.now.plus(Duration.ofHours(5));
    scene.restart();
    SendQueue again = queue(2);
    scene.found.forEach(again::found);
    sampled(again, 1);
    again.replay(List.of());
    List<String> expected = new ArrayList<>(batches(Lane.LIVE, 2, 1, 1));
    expected.addAll(batches(Lane.LIVE, 1, 1, 3));
    assertEquals(expected, sent(again));
  }

  @Test
  void whileTheDiskIsGoneTheMemoryIsSentAndWhatItCouldNotHoldIsDeclared() {
    scene.folder.failFrom(1, new IOException("Input/output error"), false);
    SendQueue small = new SendQueue(3, -3, 50, new Direct(), scene.now);
    sampled(small, 9);
    small.replay(List.of());
    assertEquals("gap 3 1-4", sent(small).getFirst());
    assertEquals(4, small.dropped());
    assertTrue(scene.spool.state().trouble().isPresent());
  }

  @Test
  void aDiskThatHangsHoldsUpNothingThatIsInMemory() {
    List<Consumer<Chunk>> asked = new ArrayList<>();
    Storage hanging =
        new Storage() {
          @Override
          public void append(SampleBatch batch, boolean urgent) {}

          @Override
          public void acked(Track track, long sequence) {}

          @Override
          public void retain(Duration duration) {}

          @Override
          public void load(Track track, long from, Consumer<Chunk> answer) {
            asked.add(answer);
          }

          @Override
          public void quarantine(SampleBatch batch, String why) {}
        };
    Instant now = scene.now;
    SendQueue held = new SendQueue(4, -4, 1_000, hanging, now);
    held.found(new Earlier(new Track(Lane.LIVE, 99), 1, 5, 0, now.minusSeconds(10)));
    held.add(now, List.of(Sample.of(SeriesKey.of("m"), 1)), now);
    held.replay(List.of());
    assertEquals(batches(Lane.LIVE, 4, 1, 1), sent(held));
    assertEquals(1, asked.size(), "asked once, not again and again");
  }
}
