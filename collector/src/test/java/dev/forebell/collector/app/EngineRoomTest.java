package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.detect.Watch;
import dev.forebell.collector.json.WatchPayload;
import dev.forebell.collector.ledger.Recovery;
import dev.forebell.collector.ledger.WatchRow;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.HostId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EngineRoomTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Path FOLDER = Path.of("src/test/resources/replay/config");
  private static final Configuration WITH =
      switch (ConfigurationFiles.load(FOLDER, new Secrets(name -> Optional.empty(), FOLDER))) {
        case Loaded.Ok ok -> ok.configuration();
        case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
      };
  private static final Configuration WITHOUT =
      new Configuration(
          WITH.collector(),
          WITH.rules(),
          new TreeMap<>(),
          WITH.contracts(),
          WITH.calendars(),
          WITH.webhooks(),
          WITH.runbooks());
  private static final HostId HOST = new HostId("vdi-01");

  @Test
  void aCustomerThatIsConfiguredAgainGoesOnFromWhatTheLedgerHoldsOfIt() {
    Rule.Threshold rule =
        HostProfiles.of(WITH).get(HOST).rules().stream()
            .filter(Rule.Threshold.class::isInstance)
            .map(Rule.Threshold.class::cast)
            .findFirst()
            .orElseThrow();
    ConditionKey key = new ConditionKey(HOST, rule.id(), "system.filesystem.mountpoint=/");
    Watch raised =
        new Watch.Raised(0, NOW.minusSeconds(90), NOW.minusSeconds(60), List.of(), List.of());
    Recovered ledger =
        Recovered.of(
            new Recovery(
                List.of(),
                List.of(new WatchRow(key, Optional.of(WatchPayload.write(raised)))),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>()));
    EngineRoom room =
        EngineRoom.restored(WITHOUT, ledger, NOW.minusSeconds(5), Duration.ofSeconds(20));
    assertTrue(room.lacksCustomersOf(WITH));

    room.reconfigure(WITH, Optional.of(ledger), NOW, Duration.ofSeconds(20));

    assertFalse(room.lacksCustomersOf(WITH));
    assertEquals(Optional.of(raised), room.watch(key), "else nothing would ever end it");
  }
}
