package dev.forebell.agent.spool;

import dev.forebell.common.model.Lane;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A process to be killed: writes batches of one track to a spool on a real disk and prints {@code
 * stored N} once N is synced, {@code trouble X} when the disk cannot be written.
 *
 * <p>Arguments: folder, epoch, batches, batches between two syncs.
 */
final class SpoolVictim implements SpoolEvents {
  // Line by line and unbuffered: what was printed before the kill must be seen.
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);

  private SpoolVictim() {}

  public static void main(String[] args) throws SpoolInUse {
    new SpoolVictim()
        .run(
            Path.of(args[0]),
            Long.parseLong(args[1]),
            Long.parseLong(args[2]),
            Long.parseLong(args[3]));
  }

  private void run(Path folder, long epoch, long batches, long syncEach) throws SpoolInUse {
    Instant now = InstantSource.system().instant();
    SpoolLimits limits = new SpoolLimits(8 << 20, Duration.ofHours(72), 64 << 10, 100_000);
    DiskSpool spool = new DiskSpool(new FolderOnDisk(folder), limits, this);
    spool.open(now);
    trouble(spool);
    out.println("ready");
    for (long sequence = 1; sequence <= batches; sequence++) {
      spool.append(
          SpoolScene.batch(new Track(Lane.LIVE, epoch), sequence, 20),
          sequence % syncEach == 0,
          now);
      trouble(spool);
    }
    out.println("done");
    spool.close();
  }

  private void trouble(DiskSpool spool) {
    spool.state().trouble().ifPresent(trouble -> out.println("trouble " + trouble));
  }

  @Override
  public void found(Earlier earlier) {}

  @Override
  public void stored(Track track, long upTo) {
    out.println("stored " + upTo);
  }

  @Override
  public void heldFrom(Track track, Optional<Long> first) {}

  @Override
  public void lost(Track track, Loss loss) {}
}
