package dev.forebell.agent.probe;

import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Whether the system had shut down in order before it started, and what ended it if not. */
final class BootProbe implements Probe {
  // Months of logins are in the file; the last boots are at its end.
  private static final int TAIL_BYTES = 384 * 4096;

  private final Path wtmp;
  private final Path crashes;

  /**
   * @param wtmp {@code /var/log/wtmp}
   * @param crashes {@code /sys/fs/pstore}, where the kernel leaves its last words
   */
  BootProbe(Path wtmp, Path crashes) {
    this.wtmp = wtmp;
    this.crashes = crashes;
  }

  @Override
  public String name() {
    return "boot";
  }

  @Override
  public Duration interval() {
    return Duration.ofHours(1);
  }

  @Override
  public List<Sample> read() throws IOException {
    BootReason reason = BootReason.of(LoginRecords.parse(tail()), hasLastWords());
    return List.of(
        Sample.of(
            WatchMetrics.BOOT_UNCLEAN.series(WatchMetrics.BOOT_REASON, reason.id()),
            reason.isUnclean() ? 1 : 0));
  }

  private byte[] tail() throws IOException {
    if (!Files.exists(wtmp)) {
      return new byte[0];
    }
    byte[] all = Files.readAllBytes(wtmp);
    int from = Math.max(0, all.length - TAIL_BYTES) / 384 * 384;
    return java.util.Arrays.copyOfRange(all, from, all.length);
  }

  private boolean hasLastWords() {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(crashes, "dmesg-*")) {
      return left.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }
}
