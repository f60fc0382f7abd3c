package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static dev.forebell.collector.ledger.LedgerSamples.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.ledger.MemoryLedger;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the outbox is read again, and when what is at hand is enough. */
class ReadyTest {
  private static final int MANY = 40;

  private final MemoryLedger ledger = new MemoryLedger();
  private final Ready ready = new Ready(ledger.outbox());
  private final Set<Long> onTheWay = new HashSet<>();

  @BeforeEach
  void fill() {
    ledger.load();
    for (int n = 1; n <= MANY; n++) {
      ledger.commit(opening(n, "desk"));
    }
    ready.refresh(T0, onTheWay);
  }

  private void oneMore(int number, String endpoint) {
    ledger.commit(opening(number, endpoint));
    ready.news();
    ready.refresh(T0, onTheWay);
  }

  private void send(int messages) {
    for (int i = 0; i < messages; i++) {
      onTheWay.add(ready.page("desk").remove().id());
    }
  }

  @Test
  void whoIsBusyIsNotLookedForMoreUntilLittleIsLeft() {
    oneMore(MANY + 1, "desk");
    assertEquals(MANY, ready.page("desk").size());
    send(MANY - Ready.ENOUGH + 1);
    ready.landed("desk");
    ready.refresh(T0, onTheWay);
    assertEquals(Ready.ENOUGH, ready.page("desk").size(), "the one more, and nothing twice");
  }

  @Test
  void othersAreLookedFor() {
    oneMore(MANY + 1, "chat");
    assertEquals(1, ready.page("chat").size());
    assertEquals(MANY, ready.page("desk").size());
  }

  @Test
  void whatMayNotGoHidesNothingThatMay() {
    ready.blocked("desk");
    oneMore(MANY + 1, "desk");
    assertEquals(MANY + 1, ready.page("desk").size());
  }

  @Test
  void noPageGetsOld() {
    ledger.commit(opening(MANY + 1, "desk"));
    ready.refresh(T0.plus(Ready.OLDEST), onTheWay);
    assertEquals(MANY + 1, ready.page("desk").size());
  }
}
