package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the text of {@code /proc/PID/mounts}. */
@Pure
final class MountTable {
  private MountTable() {}

  /**
   * The mounts one can see: where one is mounted over another, only the upper. A damaged line is
   * passed over.
   */
  static List<Mount> parse(List<String> lines) {
    Map<String, Mount> byPlace = new LinkedHashMap<>();
    for (String line : lines) {
      String[] fields = line.split(" ", -1);
      if (fields.length >= 3) {
        Mount mount =
            new Mount(unescape(fields[0]), unescape(fields[1]), fields[2], isReadOnly(fields));
        byPlace.remove(mount.mountpoint());
        byPlace.put(mount.mountpoint(), mount);
      }
    }
    return new ArrayList<>(byPlace.values());
  }

  private static boolean isReadOnly(String[] fields) {
    return fields.length > 3 && List.of(fields[3].split(",", -1)).contains("ro");
  }

  /** The places that a text such as {@code /etc/fstab} wants to be read-only. */
  static Set<String> wantedReadOnly(List<String> fstab) {
    Set<String> places = new TreeSet<>();
    for (String line : fstab) {
      String[] fields = line.strip().split("\\s+", -1);
      if (!line.startsWith("#") && fields.length > 3 && isReadOnly(fields)) {
        places.add(unescape(fields[1]));
      }
    }
    return places;
  }

  /** The kernel writes blank, tab, newline and backslash as three octal digits. */
  private static String unescape(String field) {
    StringBuilder text = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      if (field.startsWith("\\", i) && field.substring(i).matches("\\\\[0-3][0-7]{2}.*")) {
        text.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        text.append(field.charAt(i));
      }
    }
    return text.toString();
  }
}
