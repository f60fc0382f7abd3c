package dev.forebell.agent.probe;

import dev.forebell.agent.probe.DiskCounters.Transfers;
import java.util.List;
import java.util.Optional;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;

/** The disks where the system has no file that tells of them. */
final class OshiDisks implements DiskSource {
  private final HeldList<HWDiskStore> disks;

  OshiDisks(HardwareAbstractionLayer hardware) {
    this.disks = new HeldList<>(hardware::getDiskStores, HWDiskStore::updateAttributes);
  }

  @Override
  public List<DiskCounters> read() {
    return disks.read().stream().map(OshiDisks::counters).toList();
  }

  private static DiskCounters counters(HWDiskStore disk) {
    return new DiskCounters(
        disk.getName(),
        new Transfers(disk.getReads(), disk.getReadBytes()),
        new Transfers(disk.getWrites(), disk.getWriteBytes()),
        disk.getTransferTime(),
        Optional.empty());
  }
}
