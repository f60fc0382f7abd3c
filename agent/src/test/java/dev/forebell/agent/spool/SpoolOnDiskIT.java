package dev.forebell.agent.spool;

import static dev.forebell.agent.spool.SpoolScene.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.ChildJvm;
import dev.forebell.agent.Needs;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The spool on real file systems, in processes that are killed at every write and sync, by a disk
 * that fails, fills, turns read-only, or loses its power. Longer with {@code -Plong}.
 */
@Timeout(600)
class SpoolOnDiskIT {
  private static final int POINTS = Integer.getInteger("forebell.spool.points", 5);
  private static final int POWER_CUTS = Integer.getInteger("forebell.spool.powercuts", 5);
  private static final long EPOCH = 77;
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;

  /** What a victim said before its end. */
  private record Said(List<String> lines, int exitCode) {
    long stored() {
      return lines.stream()
          .filter(line -> line.startsWith("stored "))
          .mapToLong(line -> Long.parseLong(line.substring(7)))
          .max()
          .orElse(0);
    }

    boolean has(String line) {
      return lines.contains(line);
    }
  }

  @Test
  void killedAtEachWriteAndSyncItKeepsWhatWasSynced() throws Exception {
    Needs.program("strace", "strace");
    for (String call : List.of("pwrite64", "fdatasync")) {
      for (int n = 1; n <= POINTS; n++) {
        Path spool = folder.resolve(call + n);
        Said said = victim(spool, 30, 2, strace(call, "signal=KILL:when=" + n));
        assertEquals(KILLED, said.exitCode(), call + " " + n + ": " + said);
        assertKept(spool, said.stored(), call + " " + n);
      }
    }
  }

  @Test
  void aFailingSyncAbandonsTheSegmentAndLosesNothing() throws Exception {
    Needs.program("strace", "strace");
    Path spool = folder.resolve("sync");
    Said said = victim(spool, 30, 2, strace("fdatasync", "error=EIO:when=3"));
    assertTrue(said.has("done"), said.toString());
    assertEquals(30, said.stored());
    assertTrue(!said.has("trouble IO_ERROR"), "it goes on in a new segment at once");
    assertKept(spool, 30, "EIO on the third sync");
    assertEquals(1, segments(spool).size(), "the abandoned one is gone");
  }

  @Test
  void aDiskThatFailsOrFillsLeavesTheProcessRunning() throws Exception {
    Needs.program("strace", "strace");
    for (String error : List.of("ENOSPC", "EIO", "EROFS")) {
      Path spool = folder.resolve(error);
      Said said = victim(spool, 30, 2, strace("pwrite64", "error=" + error + ":when=9+"));
      assertTrue(said.has("done"), said.toString());
      String trouble =
          switch (error) {
            case "ENOSPC" -> "trouble DISK_FULL";
            case "EIO" -> "trouble IO_ERROR";
            default -> "trouble READ_ONLY";
          };
      assertTrue(said.has(trouble), error + ": " + said);
      assertKept(spool, said.stored(), error);
    }
  }

  @Test
  void aFullFileSystemIsLeftAloneAndUsedAgainWhenThereIsRoom() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("tmpfs"));
    Needs.permitted(
        "mounting a tmpfs", "mount", "-t", "tmpfs", "-o", "size=1m", "spool-test", disk.toString());
    try {
      SpoolScene counts = new SpoolScene();
      SpoolLimits limits = new SpoolLimits(8 << 20, Duration.ofHours(72), 64 << 10, 2_000);
      DiskSpool spool = new DiskSpool(new FolderOnDisk(disk.resolve("spool")), limits, counts);
      Path filling = Files.write(disk.resolve("filling"), new byte[800 << 10]);
      spool.open(counts.now);
      long sequence = 0;
      while (spool.state().trouble().isEmpty() && sequence < 20_000) {
        spool.append(batch(new Track(Lane.LIVE, EPOCH), ++sequence, 20), false, counts.now);
      }
      assertEquals(SpoolTrouble.HOST_RESERVE, spool.state().trouble().orElseThrow());
      long free = Files.getFileStore(disk).getUsableSpace();
      assertTrue(free >= (1 << 20) / 20, free + " bytes are left to the host");
      Files.delete(filling);
      counts.now = counts.now.plusSeconds(31);
      spool.tick(counts.now);
      assertTrue(spool.state().trouble().isEmpty(), spool.state().toString());
      spool.close();
      assertKept(disk.resolve("spool"), sequence, "after there was room again");
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void aFileSystemThatTurnsReadOnlyIsNamedAndUsedAgainWhenItIsNot() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("ro"));
    Needs.permitted(
        "mounting a tmpfs", "mount", "-t", "tmpfs", "-o", "size=9m", "spool-test", disk.toString());
    try {
      SpoolScene counts = new SpoolScene();
      SpoolLimits limits = new SpoolLimits(4 << 20, Duration.ofHours(72), 64 << 10, 2_000);
      run("mount", "-o", "remount,ro", disk.toString());
      DiskSpool spool = new DiskSpool(new FolderOnDisk(disk.resolve("spool")), limits, counts);
      spool.open(counts.now);
      assertEquals(SpoolTrouble.READ_ONLY, spool.state().trouble().orElseThrow());
      spool.append(batch(new Track(Lane.LIVE, EPOCH), 1, 20), true, counts.now);
      run("mount", "-o", "remount,rw", disk.toString());
      counts.now = counts.now.plusSeconds(31);
      spool.tick(counts.now);
      assertTrue(spool.state().trouble().isEmpty(), spool.state().toString());
      spool.close();
      assertKept(disk.resolve("spool"), 1, "what was in memory");
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void aFolderOfAnotherUserIsNamed() throws Exception {
    Needs.program("setpriv", "util-linux");
    Path owned = Files.createDirectories(folder.resolve("owned"));
    run("chmod", "0700", owned.toString());
    Needs.permitted("giving a folder away", "chown", "65534", owned.toString());
    // Root as other users are: without the right to go everywhere.
    Said said =
        victim(owned, 3, 1, List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search"));
    assertTrue(said.has("trouble NO_PERMISSION") && said.has("done"), said.toString());
  }

  @Test
  void twoProcessesNeverShareAFolder() throws Exception {
    SpoolScene counts = new SpoolScene();
    SpoolLimits limits = SpoolLimits.of(4 << 20, Duration.ofHours(72), 2_000);
    Path spool = folder.resolve("shared");
    DiskSpool first = new DiskSpool(new FolderOnDisk(spool), limits, counts);
    first.open(counts.now);
    Said said = victim(spool, 3, 1, List.of());
    assertTrue(
        said.lines().stream()
            .anyMatch(line -> line.contains("process " + ProcessHandle.current().pid())),
        said.toString());
    first.close();
    assertTrue(victim(spool, 3, 1, List.of()).has("done"), "free again");
  }

  @Test
  void afterAPowerCutWhatWasSyncedIsThere() throws Exception {
    Needs.program("mkfs.ext4", "e2fsprogs");
    Path image = folder.resolve("disk.img");
    Path disk = Files.createDirectories(folder.resolve("mounted"));
    run("truncate", "-s", "24M", image.toString());
    run("mkfs.ext4", "-q", image.toString());
    Needs.permitted(
        "mounting a loop device", "mount", "-o", "loop", image.toString(), disk.toString());
    Random random = new Random(POWER_CUTS);
    try {
      for (int cut = 1; cut <= POWER_CUTS; cut++) {
        cutPower(image, disk, cut, random.nextInt(400));
      }
    } finally {
      run("umount", disk.toString());
    }
  }

  /** Stops the process, copies the disk as it is, and looks at the copy. */
  private void cutPower(Path image, Path disk, int cut, int lines) throws Exception {
    Path spool = disk.resolve("spool-" + cut);
    Process process = start(spool, EPOCH + cut, 4_000, 2, List.of());
    List<String> said = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      while (line != null && said.size() < lines + 2) {
        said.add(line);
        line = output.readLine();
      }
      run("kill", "-STOP", Long.toString(process.pid()));
    }
    Path copy = folder.resolve("copy.img");
    Files.copy(image, copy, StandardCopyOption.REPLACE_EXISTING);
    process.destroyForcibly().waitFor();
    Path restored = Files.createDirectories(folder.resolve("restored"));
    run("mount", "-o", "loop", copy.toString(), restored.toString());
    try {
      assertKept(
          restored.resolve("spool-" + cut), EPOCH + cut, new Said(said, 0).stored(), "cut " + cut);
    } finally {
      run("umount", restored.toString());
    }
    assertTrue(said.size() > 2, said.toString());
    run("rm", "-r", spool.toString());
  }

  private static List<String> strace(String call, String injection) {
    return List.of(
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=" + call,
        "-e",
        "inject=" + call + ":" + injection);
  }

  private static Said victim(Path spool, int batches, int syncEach, List<String> under)
      throws IOException, InterruptedException {
    Process process = start(spool, EPOCH, batches, syncEach, under);
    try (BufferedReader output = process.inputReader()) {
      List<String> lines = output.lines().toList();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "does not end");
      return new Said(lines, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(
      Path spool, long epoch, int batches, int syncEach, List<String> under) throws IOException {
    return ChildJvm.start(
        under,
        SpoolVictim.class,
        spool.toString(),
        Long.toString(epoch),
        Integer.toString(batches),
        Integer.toString(syncEach));
  }

  private static List<Path> segments(Path spool) throws IOException {
    try (var files = Files.list(spool)) {
      return files.filter(file -> file.toString().endsWith(Segment.SUFFIX)).toList();
    }
  }

  private static void assertKept(Path spool, long stored, String when) throws SpoolInUse {
    assertKept(spool, EPOCH, stored, when);
  }

  /** All that was said to be stored is there, in order and unchanged; more may be. */
  private static void assertKept(Path spool, long epoch, long stored, String when)
      throws SpoolInUse {
    SpoolScene events = new SpoolScene();
    SpoolLimits limits = SpoolLimits.of(16 << 20, Duration.ofHours(72), 2_000);
    DiskSpool opened = new DiskSpool(new FolderOnDisk(spool), limits, events);
    opened.open(events.now);
    Track track = new Track(Lane.LIVE, epoch);
    long next = 1;
    while (next <= stored) {
      Chunk chunk = opened.load(track, next);
      assertTrue(!chunk.batches().isEmpty(), when + ": " + next + " of " + stored + " is missing");
      for (SampleBatch read : chunk.batches()) {
        assertEquals(batch(track, next++, 20), read, when);
      }
    }
    opened.close();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertEquals(
        0, new ProcessBuilder(command).inheritIO().start().waitFor(), List.of(command).toString());
  }
}
