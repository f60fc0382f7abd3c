package dev.forebell.agent.probe;

import dev.forebell.agent.probe.LoginRecords.Kind;
import dev.forebell.agent.probe.LoginRecords.LoginRecord;
import dev.forebell.common.model.Pure;
import java.util.List;
import java.util.Locale;

/** What came before the running boot. */
@Pure
enum BootReason {
  /** Shut down or rebooted on request. */
  ORDERLY,
  /** The kernel stopped with an error and left its last words. */
  PANIC,
  /** No shutdown was recorded: power, reset, a freeze, a host that was ended from outside. */
  UNRECORDED,
  /** The records begin with this boot, or there are none. */
  UNKNOWN;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isUnclean() {
    return this == PANIC || this == UNRECORDED;
  }

  /**
   * From the records of logins, which also hold boots and shutdowns.
   *
   * @param lastWords whether the kernel left any
   */
  static BootReason of(List<LoginRecord> records, boolean lastWords) {
    int boot = lastOf(records, records.size());
    int before = lastOf(records, boot);
    if (boot < 0) {
      return UNKNOWN;
    }
    boolean shutdown =
        records.subList(before + 1, boot).stream()
            .anyMatch(one -> one.kind() == Kind.RUN_LEVEL && one.user().equals("shutdown"));
    if (shutdown) {
      return ORDERLY;
    }
    if (lastWords) {
      return PANIC;
    }
    return before < 0 ? UNKNOWN : UNRECORDED;
  }

  private static int lastOf(List<LoginRecord> records, int end) {
    for (int i = end - 1; i >= 0; i--) {
      if (records.get(i).kind() == Kind.BOOT) {
        return i;
      }
    }
    return -1;
  }
}
