package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which mounts are sampled: real file systems, each device once, less {@code exclude}, and whatever
 * {@code include} names, whether it is real or not.
 *
 * @param include mount points; {@code *} stands for any text
 * @param exclude mount points; {@code include} is stronger
 */
@Pure
public record FilesystemSelection(List<String> include, List<String> exclude) {
  /** Every real file system. */
  public static final FilesystemSelection REAL_ONES = new FilesystemSelection(List.of(), List.of());

  public FilesystemSelection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /**
   * In the order of {@code mounts}. Of several mounts of one device the first stands for it: the
   * others are left out with it, unless they are named.
   */
  List<Mount> select(List<Mount> mounts) {
    Set<String> devices = new LinkedHashSet<>();
    List<Mount> chosen = new ArrayList<>();
    for (Mount mount : mounts) {
      boolean first = real(mount) && devices.add(mount.device());
      if (included(mount) || (first && !matchesAny(exclude, mount.mountpoint()))) {
        chosen.add(mount);
      }
    }
    return chosen;
  }

  private boolean included(Mount mount) {
    return matchesAny(include, mount.mountpoint());
  }

  private static boolean real(Mount mount) {
    return FilesystemTypes.network(mount.type())
        || (FilesystemTypes.local(mount.type()) && !mount.device().startsWith("/dev/loop"));
  }

  /** The places that {@code include} names in full and where nothing is mounted. */
  List<String> missing(List<Mount> mounts) {
    return include.stream()
        .filter(place -> !place.contains("*"))
        .filter(place -> mounts.stream().noneMatch(mount -> mount.mountpoint().equals(place)))
        .toList();
  }

  private static boolean matchesAny(List<String> patterns, String mountpoint) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, mountpoint));
  }

  private static boolean matches(String pattern, String mountpoint) {
    String[] literal = pattern.split("\\*", -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(literal[0]));
    for (int i = 1; i < literal.length; i++) {
      regex.append(".*").append(Pattern.quote(literal[i]));
    }
    return mountpoint.matches(regex.toString());
  }
}
