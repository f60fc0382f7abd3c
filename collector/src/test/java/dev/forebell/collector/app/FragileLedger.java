package dev.forebell.collector.app;

import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.ledger.Committed;
import dev.forebell.collector.ledger.Ledger;
import dev.forebell.collector.ledger.LedgerException;
import dev.forebell.collector.ledger.Recovery;
import dev.forebell.collector.port.EventFeed;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.SuppressionChange;
import java.util.List;
import java.util.function.Consumer;

/** A real ledger whose disk a test may take away and give back. */
final class FragileLedger implements Ledger {
  private final Ledger ledger;
  private final Consumer<String> journal;
  private volatile boolean broken;
  private volatile boolean full;

  /**
   * Stands before a ledger.
   *
   * @param journal told of every commit that is on disk and every one that was refused
   */
  FragileLedger(Ledger ledger, Consumer<String> journal) {
    this.ledger = ledger;
    this.journal = journal;
  }

  void broken(boolean now) {
    broken = now;
  }

  /** A full disk: what is there can be read, nothing is taken. */
  void full(boolean now) {
    full = now;
  }

  private void demandDisk() {
    if (broken) {
      throw new LedgerException("the disk is gone");
    }
  }

  @Override
  public List<SuppressionChange> suppressions() {
    return ledger.suppressions();
  }

  @Override
  public Recovery load() {
    demandDisk();
    return ledger.load();
  }

  @Override
  public Committed commit(Commit commit) {
    if (broken) {
      journal.accept("refused");
    }
    if (full) {
      throw new LedgerException("the disk is full");
    }
    demandDisk();
    Committed committed = ledger.commit(commit);
    commit.marks().forEach(mark -> journal.accept("on disk up to " + mark.sequence()));
    return committed;
  }

  @Override
  public IncidentReader incidents() {
    return ledger.incidents();
  }

  @Override
  public EventFeed feed() {
    return ledger.feed();
  }

  @Override
  public Outbox outbox() {
    return ledger.outbox();
  }

  @Override
  public void close() {
    ledger.close();
  }
}
