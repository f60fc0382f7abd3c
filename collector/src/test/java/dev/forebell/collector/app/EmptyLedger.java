package dev.forebell.collector.app;

import dev.forebell.collector.ledger.Recovery;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a collector finds at its very first start. */
final class EmptyLedger {
  private EmptyLedger() {}

  static Recovered recovered() {
    return Recovered.of(
        new Recovery(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>()));
  }
}
