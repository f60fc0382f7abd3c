package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.config.MetricsReader;
import dev.forebell.collector.port.MetricsAccess.Verdict;
import dev.forebell.collector.port.TokenHash;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsReadersTest {
  private static final Verdict ALL = new Verdict.Everything();
  private static final Verdict NONE = new Verdict.Refused();

  private static MetricsReader reader(String token, Optional<CustomerId> customer) {
    return new MetricsReader("r-" + token, customer, TokenHash.of(new Secret(token)));
  }

  private static Optional<Secret> token(String text) {
    return Optional.of(new Secret(text));
  }

  @Test
  void withoutReadersLoopbackIsOpenAndTheWorldIsShut() {
    assertEquals(ALL, new MetricsReaders(List::of, true).admit(Optional.empty()));
    assertEquals(NONE, new MetricsReaders(List::of, false).admit(Optional.empty()));
    assertEquals(NONE, new MetricsReaders(List::of, false).admit(token("any")));
  }

  @Test
  void withReadersEveryoneShowsAToken() {
    CustomerId acme = new CustomerId("acme");
    MetricsReaders readers =
        new MetricsReaders(
            () -> List.of(reader("t1", Optional.empty()), reader("t2", Optional.of(acme))), true);
    assertEquals(NONE, readers.admit(Optional.empty()));
    assertEquals(NONE, readers.admit(token("t3")));
    assertEquals(ALL, readers.admit(token("t1")));
    assertEquals(new Verdict.Only(acme), readers.admit(token("t2")));
  }
}
