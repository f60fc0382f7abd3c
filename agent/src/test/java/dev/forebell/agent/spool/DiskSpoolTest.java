package dev.forebell.agent.spool;

import static dev.forebell.agent.spool.SpoolScene.LIVE;
import static dev.forebell.agent.spool.SpoolScene.NOON;
import static dev.forebell.agent.spool.SpoolScene.batch;
import static dev.forebell.agent.spool.SpoolScene.range;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Lane;
import dev.forebell.common.wire.Frame.GapReason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiskSpoolTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final SpoolLimits SMALL =
      new SpoolLimits(20 << 10, Duration.ofHours(1), 4 << 10, 1_000);

  private final SpoolScene scene = new SpoolScene().open();

  @Test
  void whatWasWrittenIsReadAfterTheProcessWasKilled() {
    scene.append(1, 100);
    scene.restart();
    assertEquals(1, scene.found.size());
    Earlier earlier = scene.found.getFirst();
    assertEquals(new Earlier(LIVE, 1, 100, 0, NOON.plusSeconds(1_000)), earlier);
    assertEquals(range(1, 100), scene.read(1));
    assertEquals(range(40, 100), scene.read(40));
    assertEquals(batch(LIVE, 42, 3), scene.spool.load(LIVE, 42).batches().getFirst());
  }

  @Test
  void routineBatchesAreSyncedTogetherASecondLaterAndUrgentOnesAtOnce() {
    scene.append(1, 3);
    scene.pass(SECOND.dividedBy(2));
    assertEquals(Optional.empty(), Optional.ofNullable(scene.stored.get(LIVE)));
    scene.pass(SECOND.dividedBy(2));
    assertEquals(3L, scene.stored.get(LIVE));
    scene.spool.append(batch(LIVE, 4, 3), true, scene.now);
    assertEquals(4L, scene.stored.get(LIVE));
  }

  @Test
  void theOpenSegmentCanBeReadWhileItGrows() {
    scene.append(1, 3);
    assertEquals(range(1, 3), scene.read(1));
    scene.append(4, 5);
    assertEquals(range(4, 5), scene.read(4));
  }

  @Test
  void nothingIsDeletedBeforeItWasAcknowledgedAndRetained() {
    scene.append(1, 10);
    scene.restart();
    scene.spool.acked(LIVE, 9, scene.now);
    scene.pass(Duration.ofHours(1));
    assertEquals(range(1, 10), scene.read(1));
    scene.spool.acked(LIVE, 10, scene.now);
    scene.pass(Duration.ofMinutes(4));
    assertEquals(range(1, 10), scene.read(1), "may be asked for again");
    scene.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), scene.read(1));
    assertEquals(0, scene.spool.state().diskBytes());
  }

  @Test
  void howFarItIsAcknowledgedSurvivesARestart() {
    scene.append(1, 10);
    scene.spool.acked(LIVE, 7, scene.now);
    scene.pass(Duration.ofSeconds(11));
    scene.restart();
    assertEquals(7, scene.found.getFirst().acked());
    assertEquals(3, scene.spool.state().waiting().batches());
  }

  @Test
  void tracksOfManyRunsAreKeptApartAndFoundOldestFirst() {
    for (int run = 1; run <= 5; run++) {
      Track track = new Track(run % 2 == 0 ? Lane.BACKFILL : Lane.LIVE, run);
      scene.append(track, 1, run);
      scene.restart();
    }
    assertEquals(
        List.of(1L, 2L, 3L, 4L, 5L), scene.found.stream().map(e -> e.track().epoch()).toList());
    assertEquals(range(1, 4), scene.read(new Track(Lane.BACKFILL, 4), 1));
  }

  @Test
  void afterAFailedSyncTheFileIsLeftAndWhatIsNotAcknowledgedGoesToANewOne() {
    scene.append(1, 5);
    scene.pass(SECOND);
    scene.spool.acked(LIVE, 2, scene.now);
    scene.append(6, 8);
    scene.folder.failSyncs(1);
    scene.pass(SECOND);
    assertEquals(8L, scene.stored.get(LIVE), "in the new file");
    assertEquals(Optional.empty(), scene.spool.state().trouble());
    assertEquals(1, scene.spool.state().abandoned());
    assertEquals(0, scene.folder.syncsAfterFailure(), "a second sync would lie");
    scene.folder.powerCut(new Random(1));
    scene.restart();
    assertEquals(range(3, 8), scene.read(3));
  }

  @Test
  void aDiskThatFailsForGoodLeavesTheAgentWithItsMemoryAndIsTriedAgain() {
    scene.append(1, 2);
    scene.folder.failFrom(1, new IOException("Input/output error"), false);
    scene.append(3, 4);
    assertEquals(Optional.of(SpoolTrouble.IO_ERROR), scene.spool.state().trouble());
    scene.append(5, 6);
    scene.folder.heal();
    scene.pass(Duration.ofSeconds(29));
    assertTrue(scene.spool.state().trouble().isPresent());
    scene.pass(Duration.ofSeconds(2));
    assertEquals(Optional.empty(), scene.spool.state().trouble());
    scene.restart();
    assertEquals(range(1, 6), scene.read(1));
    assertEquals(0, scene.folder.syncsAfterFailure());
  }

  @Test
  void eachTroubleHasItsName() {
    assertEquals(SpoolTrouble.DISK_FULL, trouble(new IOException("No space left on device")));
    assertEquals(SpoolTrouble.DISK_FULL, trouble(new IOException("Disk quota exceeded")));
    assertEquals(SpoolTrouble.READ_ONLY, trouble(new IOException("Read-only file system")));
    assertEquals(SpoolTrouble.NO_PERMISSION, trouble(new AccessDeniedException("/x")));
    assertEquals(SpoolTrouble.MISSING, trouble(new NoSuchFileException("/x")));
    assertEquals(SpoolTrouble.IO_ERROR, trouble(new IOException("Input/output error")));
  }

  private static SpoolTrouble trouble(IOException cause) {
    SpoolScene scene = new SpoolScene();
    scene.folder.failFrom(1, cause, false);
    scene.open();
    assertTrue(scene.spool.state().detail().contains("; "), "with a remedy");
    return scene.spool.state().trouble().orElseThrow();
  }

  @Test
  void theHostKeepsItsFreeSpace() {
    scene.folder.usable(99L << 20);
    scene.append(1, 2);
    assertEquals(Optional.of(SpoolTrouble.HOST_RESERVE), scene.spool.state().trouble());
    scene.folder.usable(200L << 20);
    scene.pass(Duration.ofSeconds(31));
    assertEquals(Optional.empty(), scene.spool.state().trouble());
    assertEquals(range(1, 2), scene.read(1));
  }

  @Test
  void aFolderOfAnotherAgentIsRefused() {
    SpoolScene other = new SpoolScene();
    other.folder.lockElsewhere();
    SpoolInUse refused = assertThrows(SpoolInUse.class, () -> other.spool.open(NOON));
    assertTrue(String.valueOf(refused.getMessage()).contains("process 1"));
  }

  @Test
  void forWantOfRoomTheOldestRoutineGoesFirstAndTheUrgentLast() {
    SpoolScene small = new SpoolScene(SMALL).open();
    for (int i = 1; i <= 400; i++) {
      small.spool.append(batch(LIVE, i, 3), i % 100 == 50, small.now);
    }
    assertTrue(small.spool.state().diskBytes() <= 20 << 10, small.spool.state().toString());
    List<String> read = small.read(1);
    assertTrue(read.contains("50") && read.contains("150"), read.toString());
    assertTrue(read.getFirst().startsWith("BUFFER_FULL 1-"), read.toString());
    assertTrue(!read.contains("60") && read.contains("400"), read.toString());
    long lost = small.lost.stream().mapToLong(Loss::count).sum();
    assertEquals(400, lost + read.stream().filter(one -> one.matches("\\d+")).count());
    assertEquals(lost, small.spool.state().lostBatches());
  }

  @Test
  void whatIsTooOldIsDroppedAndDeclared() {
    SpoolScene small = new SpoolScene(SMALL).open();
    small.append(1, 10);
    small.restart();
    small.pass(Duration.ofHours(2));
    assertEquals(List.of(new Loss(1, 10, GapReason.TOO_OLD)), small.lost);
    assertEquals(List.of(), small.read(1));
  }

  @Test
  void damageCostsTheBatchThatItHitAndTheFileIsPutAside() {
    scene.append(1, 10);
    scene.restart();
    String name = scene.folder.names().getFirst();
    byte[] bytes = scene.folder.content(name).clone();
    bytes[SegmentHeader.BYTES + (bytes.length - SegmentHeader.BYTES) / 2] ^= 1;
    scene.folder.content(name, bytes);
    scene.restart();
    List<String> read = scene.read(1);
    assertEquals(10, read.size(), read.toString());
    assertEquals(1, read.stream().filter(one -> one.startsWith("DAMAGED")).count());
    scene.spool.acked(LIVE, 10, scene.now);
    scene.pass(Duration.ofMinutes(6));
    assertEquals(List.of("0000000001.damaged"), scene.folder.namesAside());
    assertEquals(1, scene.spool.state().quarantined());
  }

  @Test
  void aTornTailIsCutAndItsBatchDeclared() {
    scene.append(1, 3);
    scene.restart();
    String name = scene.folder.names().getFirst();
    byte[] bytes = scene.folder.content(name);
    scene.folder.content(name, Arrays.copyOf(bytes, bytes.length - 5));
    scene.restart();
    assertEquals(List.of("1", "2", "DAMAGED 3-3"), scene.read(1));
    scene.folder.content(name, Arrays.copyOf(bytes, bytes.length + 700));
    scene.restart();
    assertEquals(List.of("1", "2", "3", "DAMAGED 4-4"), scene.read(1), "zeroes at the end");
  }

  @Test
  void filesThatAreNoneAreSetAsideOrLeftAlone() {
    scene.folder.content("0000000001.spool", new byte[4_096]);
    scene.folder.content("0000000002.spool", new byte[0]);
    scene.folder.content("notes.txt", new byte[] {1});
    scene.restart();
    assertEquals(List.of("0000000001.damaged"), scene.folder.namesAside());
    assertEquals(List.of("notes.txt"), scene.folder.names());
    scene.append(1, 1);
    assertTrue(scene.folder.names().contains("0000000003.spool"), "no name is used twice");
  }

  @Test
  void aFormatOfTheFutureIsPutAsideAndTakenBackByTheAgentThatKnowsIt() {
    scene.append(1, 3);
    scene.restart();
    String name = scene.folder.names().getFirst();
    byte[] known = scene.folder.content(name).clone();
    byte[] newer = known.clone();
    newer[9] = 2;
    scene.folder.content(name, newer);
    scene.restart();
    assertEquals(List.of(name), scene.folder.namesAside());
    assertEquals(List.of(), scene.found);
    // What the agent of then will see, as this one sees it.
    newer[9] = 1;
    scene.restart();
    assertEquals(List.of(), scene.folder.namesAside());
    assertEquals(range(1, 3), scene.read(1));
  }

  @Test
  void aRefusedBatchLiesAside() {
    scene.append(1, 2);
    scene.spool.quarantine(batch(LIVE, 2, 3), "refused", scene.now);
    assertEquals(1, scene.spool.state().quarantined());
    assertTrue(scene.folder.namesAside().getFirst().endsWith(".refused"));
  }

  @Test
  void whatLiesAsideIsBounded() {
    SpoolScene small = new SpoolScene(SMALL).open();
    for (int i = 1; i <= 100; i++) {
      small.spool.quarantine(batch(LIVE, i, 3), "refused", small.now);
    }
    assertTrue(small.folder.namesAside().size() <= 64);
    assertTrue(small.spool.state().diskBytes() <= 20 << 10);
  }

  @Test
  void everyFailureOfEveryOperationIsSurvivedWithoutLoss() {
    List<Integer> failing = new ArrayList<>();
    for (int operation = 1; operation <= 60; operation++) {
      SpoolScene one = new SpoolScene(new SpoolLimits(1 << 20, Duration.ofHours(1), 2_048, 1_000));
      one.folder.failFrom(operation, new IOException("Input/output error"), true);
      one.open();
      for (int i = 1; i <= 30; i++) {
        one.append(i, i);
        one.pass(SECOND);
      }
      one.pass(Duration.ofSeconds(31));
      one.folder.powerCut(new Random(operation));
      one.restart();
      if (!one.read(1).equals(range(1, 30)) || one.folder.syncsAfterFailure() > 0) {
        failing.add(operation);
      }
    }
    assertEquals(List.of(), failing);
  }
}
