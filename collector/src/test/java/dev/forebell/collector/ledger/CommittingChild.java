package dev.forebell.collector.ledger;

import static dev.forebell.collector.ledger.LedgerSamples.ACME;
import static dev.forebell.collector.ledger.LedgerSamples.event;
import static dev.forebell.collector.ledger.LedgerSamples.message;
import static dev.forebell.collector.ledger.LedgerSamples.row;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Commits for ever: incident n gets {@link #EVENTS} events, a message for each and the mark n, all
 * in one transaction. Prints {@code ack n} after each commit, until it is killed.
 */
public final class CommittingChild {
  static final int EVENTS = 3;
  static final HostId HOST = new HostId("web-1");

  private CommittingChild() {}

  public static void main(String[] arguments) {
    try (DataFolder folder = DataFolder.claim(Path.of(arguments[0]), Instant.EPOCH);
        SqlLedger ledger = SqlLedger.open(folder)) {
      long last = ledger.load().lastNumbers().getOrDefault(ACME, 0L);
      for (long n = last + 1; true; n++) {
        ledger.commit(commit(n));
        System.out.println("ack " + n);
        System.out.flush();
      }
    }
  }

  private static Commit commit(long n) {
    return new Commit(
        Instant.EPOCH,
        List.of(
            event(n, 1, "incident.opened"),
            event(n, 2, "sla.started"),
            event(n, 3, "incident.acknowledged")),
        List.of(row(n, "acknowledged")),
        List.of(),
        List.of(new LaneMark(HOST, Lane.LIVE, 1, n)),
        List.of(),
        List.of(),
        List.of(message(n, 1, "desk"), message(n, 2, "desk"), message(n, 3, "desk")));
  }
}
