package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.app.LaneProgress.Kind;
import dev.forebell.collector.ledger.LaneMark;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneProgressTest {
  private static final HostId HOST = new HostId("web-1");
  private static final long EPOCH = 77;

  private final LaneProgress progress =
      new LaneProgress(List.of(new LaneMark(HOST, Lane.LIVE, EPOCH, 10)));

  @Test
  void whatTheLedgerKnowsRefillsOnceAndIsThenARepeat() {
    assertEquals(Kind.REFILL, progress.take(HOST, Lane.LIVE, EPOCH, 9));
    assertEquals(Kind.REPEAT, progress.take(HOST, Lane.LIVE, EPOCH, 9));
    assertEquals(Kind.REFILL, progress.take(HOST, Lane.LIVE, EPOCH, 10));
    assertEquals(List.of(), progress.dirtyMarks());
  }

  @Test
  void aNewBatchMovesTheMarkOnceItIsCommitted() {
    assertEquals(Kind.NEW, progress.take(HOST, Lane.LIVE, EPOCH, 11));
    assertEquals(11, progress.replayFrom(HOST, Lane.LIVE, EPOCH, 1, 0));
    List<LaneMark> marks = progress.dirtyMarks();
    assertEquals(List.of(new LaneMark(HOST, Lane.LIVE, EPOCH, 11)), marks);
    progress.committed(marks);
    assertEquals(12, progress.replayFrom(HOST, Lane.LIVE, EPOCH, 1, 0));
    assertEquals(List.of(), progress.dirtyMarks());
  }

  @Test
  void anotherEpochOrLaneStartsAfresh() {
    assertEquals(Kind.NEW, progress.take(HOST, Lane.LIVE, EPOCH + 1, 1));
    assertEquals(Kind.NEW, progress.take(HOST, Lane.BACKFILL, EPOCH, 1));
    assertEquals(1, progress.replayFrom(HOST, Lane.LIVE, 99, 1, 0));
  }

  @Test
  void asksAgainForWhatWindowsNeedButNotForWhatIsGone() {
    assertEquals(5, progress.replayFrom(HOST, Lane.LIVE, EPOCH, 1, 6));
    assertEquals(8, progress.replayFrom(HOST, Lane.LIVE, EPOCH, 8, 6));
  }
}
