package dev.forebell.agent.probe;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes from one short file each; OSHI would read several and keep them. */
final class LinuxProcesses implements ProcessProbe.Source {
  private static final File PROC = new File("/proc");
  // Process id and command (at most 64 letters) come before the state.
  private static final int HEAD_BYTES = 128;
  private static final int LONGEST_COMMAND = 8192;

  @Override
  public List<SeenProcess> processes() throws IOException {
    String[] names = PROC.list();
    if (names == null) {
      throw new IOException("/proc cannot be listed");
    }
    byte[] head = new byte[HEAD_BYTES];
    List<SeenProcess> processes = new ArrayList<>();
    for (String name : names) {
      if (Character.isDigit(name.charAt(0))) {
        read(name, head).ifPresent(processes::add);
      }
    }
    return processes;
  }

  // A process that ended since the listing has no state any more.
  private static Optional<SeenProcess> read(String pid, byte[] head) {
    try (FileInputStream stat = new FileInputStream("/proc/" + pid + "/stat")) {
      int length = stat.read(head);
      return ofStat(pid, new String(head, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<SeenProcess> ofStat(String pid, String stat) {
    return ProcessState.ofStat(stat)
        .map(state -> new SeenProcess(state, nameOf(stat), () -> commandLine(pid)));
  }

  /** What stands in the outer brackets; it may hold brackets itself. */
  static String nameOf(String stat) {
    return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  }

  private static String commandLine(String pid) {
    try (FileInputStream words = new FileInputStream("/proc/" + pid + "/cmdline")) {
      return new String(words.readNBytes(LONGEST_COMMAND), StandardCharsets.UTF_8)
          .replace('\0', ' ')
          .strip();
    } catch (IOException e) {
      return "";
    }
  }
}
