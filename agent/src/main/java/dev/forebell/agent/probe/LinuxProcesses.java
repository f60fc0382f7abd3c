package dev.forebell.agent.probe;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts processes by state from one short file each; OSHI would read several and keep them. */
final class LinuxProcesses implements ProcessProbe.Source {
  private static final File PROC = new File("/proc");
  // Process id and command (at most 64 letters) come before the state.
  private static final int HEAD_BYTES = 128;

  @Override
  public Map<ProcessState, Integer> count() throws IOException {
    String[] names = PROC.list();
    if (names == null) {
      throw new IOException("/proc cannot be listed");
    }
    byte[] head = new byte[HEAD_BYTES];
    Map<ProcessState, Integer> counts = new EnumMap<>(ProcessState.class);
    for (String name : names) {
      if (Character.isDigit(name.charAt(0))) {
        stateOf(name, head).ifPresent(state -> counts.merge(state, 1, Integer::sum));
      }
    }
    return counts;
  }

  // A process that ended since the listing has no state any more.
  private static Optional<ProcessState> stateOf(String pid, byte[] head) {
    try (FileInputStream stat = new FileInputStream("/proc/" + pid + "/stat")) {
      int length = stat.read(head);
      return ProcessState.ofStat(
          new String(head, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
