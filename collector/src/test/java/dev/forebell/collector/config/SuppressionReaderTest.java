package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionReaderTest {
  @TempDir private Path dir;
  private CustomerConfig customer;

  @BeforeEach
  void read() throws IOException {
    Loaded loaded =
        new ConfigurationFolder(dir)
            .with(
                "customers/x.yaml",
                """
                customer: {id: x, code: X, zone: Europe/Berlin}
                sites: [{id: a}, {id: b}]
                hosts:
                  - {id: x-1, site: a, kind: server, labels: {rack: a}}
                  - {id: x-2, site: b, kind: gateway}
                  - {id: x-3, site: b, kind: server}
                services: [{id: shop, hosts: [x-1, x-3]}]
                groups: [{id: pair, hosts: [x-2, x-3], down: 2}]
                maintenance:
                  - {id: all, from: 2026-03-01T22:00, to: 2026-03-02T04:00}
                  - {id: night, weekly: {sat: "22:00-04:00"}, sites: b, kinds: server}
                  - {id: shop, calendar: office, during: closed, services: shop}
                  - {id: pair, calendar: office, groups: pair, comment: c, author: anna}
                silences:
                  - {id: spool, match: {rule: "disk-*", host: ["x-?", "!x-2"], means: "!outage", labels: {rack: a}}, until: 2026-12-31T00:00}
                """)
            .with(
                "calendars/office.yaml",
                "calendar: {id: office, zone: Europe/Berlin, week: {mon-fri: \"08:00-17:00\"}}")
            .load();
    Loaded.Ok ok = assertInstanceOf(Loaded.Ok.class, loaded, loaded.toString());
    customer = ok.configuration().customers().get(new CustomerId("x"));
  }

  private Optional<Instant> until(String window, String at) {
    return window(window).schedule().heldUntil(Instant.parse(at), customer.calendars());
  }

  private MaintenanceWindow window(String id) {
    return customer.suppressions().windows().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<String> hosts(String window) {
    return customer.hosts().keySet().stream()
        .filter(host -> window(window).hosts().includes(customer, host))
        .map(HostId::value)
        .toList();
  }

  @Test
  void aMomentWithoutOffsetIsByTheCustomersClock() {
    assertEquals(
        Optional.of(Instant.parse("2026-03-02T03:00:00Z")), until("all", "2026-03-01T21:00:00Z"));
    assertEquals(Optional.empty(), until("all", "2026-03-01T20:59:59Z"));
    assertEquals(Optional.empty(), until("all", "2026-03-02T03:00:00Z"));
  }

  @Test
  void aNightGoesOnOverMidnight() {
    assertEquals(
        Optional.of(Instant.parse("2026-03-08T03:00:00Z")), until("night", "2026-03-07T21:30:00Z"));
    assertEquals(Optional.empty(), until("night", "2026-03-08T21:30:00Z"));
  }

  @Test
  void aWindowByCalendarHoldsInItsHoursOrOutsideOfThem() {
    assertEquals(
        Optional.of(Instant.parse("2026-03-09T07:00:00Z")), until("shop", "2026-03-07T12:00:00Z"));
    assertEquals(Optional.empty(), until("shop", "2026-03-09T07:00:00Z"));
    assertEquals(
        Optional.of(Instant.parse("2026-03-09T16:00:00Z")), until("pair", "2026-03-09T07:00:00Z"));
  }

  @Test
  void everyPartThatIsGivenNarrowsTheHosts() {
    assertEquals(List.of("x-1", "x-2", "x-3"), hosts("all"));
    assertEquals(List.of("x-3"), hosts("night"));
    assertEquals(List.of("x-1", "x-3"), hosts("shop"));
    assertEquals(List.of("x-2", "x-3"), hosts("pair"));
  }

  @Test
  void aSilenceMatchesWhatFitsAllOfIt() {
    assertTrue(silenced("x-1", "disk-full", Meaning.RISK));
    assertFalse(silenced("x-1", "disk-full", Meaning.OUTAGE));
    assertFalse(silenced("x-1", "cpu", Meaning.RISK));
    assertFalse(silenced("x-2", "disk-full", Meaning.RISK));
    assertFalse(silenced("x-3", "disk-full", Meaning.RISK), "without the label");
  }

  private boolean silenced(String host, String rule, Meaning means) {
    Silence silence = customer.suppressions().silences().getFirst();
    Instant at = Instant.parse("2026-03-01T00:00:00Z");
    Finding finding =
        new Finding(Severity.WARNING, means, Wake.NOW, new Evidence.Children(List.of()), "", "v");
    ConditionKey key = new ConditionKey(new HostId(host), new RuleId(rule), "");
    return silence.matches(
        customer,
        HeldCondition.of(new ConditionEvent.Began(key, at, Reason.LEVEL_HELD, at, finding)));
  }
}
