package dev.forebell.agent.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All disks in one read of {@code /proc/diskstats}, which also tells how long operations took; OSHI
 * reads several files a disk and does not.
 */
final class LinuxDisks implements DiskSource {
  private final KernelFile stats = new KernelFile("/proc/diskstats");
  private static final Path BLOCK = Path.of("/sys/block");
  private static final Pattern NO_DISK = Pattern.compile("(loop|ram|zram|sr|fd)\\d+");

  private final Map<String, Boolean> disks = new LinkedHashMap<>();

  @Override
  public List<DiskCounters> read() throws IOException {
    List<DiskCounters> all = DiskStats.parse(stats.lines());
    disks.keySet().retainAll(all.stream().map(DiskCounters::device).toList());
    return all.stream().filter(device -> isDisk(device.device())).toList();
  }

  private boolean isDisk(String device) {
    return disks.computeIfAbsent(device, LinuxDisks::looksLikeDisk);
  }

  // A partition is not in the list of block devices; what lies on other disks (volumes, RAID) would
  // report their work a second time.
  private static boolean looksLikeDisk(String device) {
    Path block = BLOCK.resolve(device.replace('/', '!'));
    return !NO_DISK.matcher(device).matches() && Files.isDirectory(block) && !hasSlaves(block);
  }

  private static boolean hasSlaves(Path block) {
    try (var slaves = Files.list(block.resolve("slaves"))) {
      return slaves.findAny().isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
