package dev.forebell.collector.trust;

import dev.forebell.common.model.HostId;
import java.util.function.Predicate;

/** The host id that a machine gets from the name it calls itself by. */
final class HostNames {
  private static final int LONGEST = 100;

  private HostNames() {}

  /** What can stand in an id; never empty. */
  static String plain(String name) {
    String shaped = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    String cut = shaped.length() > LONGEST ? shaped.substring(0, LONGEST) : shaped;
    return cut.isEmpty() ? "host" : cut;
  }

  /** The name itself, or with the first number that makes it free. */
  static HostId free(String name, Predicate<HostId> taken) {
    String plain = plain(name);
    HostId id = new HostId(plain);
    for (int i = 2; taken.test(id); i++) {
      id = new HostId(plain + "-" + i);
    }
    return id;
  }
}
