package dev.forebell.agent.probe;

import dev.forebell.agent.probe.DiskCounters.Times;
import dev.forebell.agent.probe.DiskCounters.Transfers;
import dev.forebell.common.model.Pure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of {@code /proc/diskstats}: one block device a line, partitions among them. */
@Pure
final class DiskStats {
  // The kernel counts in sectors of this size whatever the disk's own are.
  private static final int SECTOR_BYTES = 512;

  private DiskStats() {}

  /** Every block device; a line of another shape is passed over. */
  static List<DiskCounters> parse(List<String> lines) {
    List<DiskCounters> disks = new ArrayList<>();
    for (String line : lines) {
      List<String> fields = Columns.of(line);
      if (fields.size() >= 14) {
        disks.add(disk(fields));
      }
    }
    return disks;
  }

  private static DiskCounters disk(List<String> fields) {
    return new DiskCounters(
        fields.get(2),
        new Transfers(number(fields.get(3)), number(fields.get(5)) * SECTOR_BYTES),
        new Transfers(number(fields.get(7)), number(fields.get(9)) * SECTOR_BYTES),
        number(fields.get(12)),
        Optional.of(new Times(number(fields.get(6)), number(fields.get(10)))));
  }

  private static long number(String field) {
    return Long.parseUnsignedLong(field);
  }
}
