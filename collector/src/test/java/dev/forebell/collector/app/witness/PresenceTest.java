package dev.forebell.collector.app.witness;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.app.DeafConnection;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final Instant HEARD = Instant.parse("2026-11-30T12:00:00.900Z");

  private final Presence presence =
      new Presence(
          new DeafConnection(
              new AgentIdentity(
                  new HostId("web-1"), new CustomerId("acme"), new SiteId("hq"), HostKind.SERVER)),
          Duration.ofSeconds(1),
          HEARD.minusSeconds(60));

  @Test
  void twoBeatsOfQuietAreNotMissedYet() {
    presence.heard(HEARD);
    assertFalse(presence.isMissing(HEARD));
    assertFalse(presence.isMissing(HEARD.plusSeconds(2)));
    assertTrue(presence.isLive(HEARD.plusSeconds(2)));
    assertTrue(presence.isMissing(HEARD.plusSeconds(2).plusNanos(1)));
    assertFalse(presence.isMissing(HEARD.minusSeconds(5)), "heard on another thread meanwhile");
  }

  @Test
  void whoeverIsClosedIsMissedAndWhoeverSaidGoodbyeIsNot() {
    presence.heard(HEARD);
    presence.closed();
    assertTrue(presence.isMissing(HEARD));
    presence.saidGoodbye();
    assertFalse(presence.isMissing(HEARD) || presence.isLive(HEARD));
  }
}
