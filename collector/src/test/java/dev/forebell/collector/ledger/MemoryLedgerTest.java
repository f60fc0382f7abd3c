package dev.forebell.collector.ledger;

/** The simulation's ledger keeps the contract of the real one. */
final class MemoryLedgerTest extends LedgerContract {
  private final MemoryLedger disk = new MemoryLedger();

  @Override
  Ledger open() {
    return disk.reopened();
  }
}
