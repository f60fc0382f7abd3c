package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.customer.Commitments;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Estate;
import dev.forebell.collector.engine.customer.GroupBy;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.customer.HostGroup;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.collector.engine.customer.Site;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.collector.engine.customer.Topology;
import dev.forebell.collector.engine.people.Roster;
import dev.forebell.collector.engine.sla.Anchor;
import dev.forebell.collector.engine.sla.AnchorPoint;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.collector.engine.sla.Escalation;
import dev.forebell.collector.engine.sla.StopPoint;
import dev.forebell.collector.engine.sla.Target;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A customer small enough to keep in mind: 61 people on three VDI hosts of 20 seats, an ERP server
 * that is a key service, a file server, a desktop, a virtualisation host with four guests; one
 * contract that counts around the clock. Full volumes are gathered by the volume.
 */
public final class DeskFixture {
  /** What a scenario's day begins with: a Monday. */
  public static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  /** What runs on {@code hv-01}. */
  public static final List<String> GUESTS = List.of("g-01", "g-02", "g-03", "g-04");

  private DeskFixture() {}

  /** The customer. */
  public static CustomerConfig customer() {
    return customer(Suppressions.NONE);
  }

  /** The same with these windows and silences in its file. */
  static CustomerConfig customer(Suppressions inFile) {
    SortedMap<HostId, Host> hosts = new TreeMap<>();
    List.of("vdi-01", "vdi-02", "vdi-03").forEach(id -> put(hosts, id, HostKind.VDI_HOST, 20, 0));
    put(hosts, "erp-01", HostKind.SERVER, 0, 0);
    put(hosts, "files-01", HostKind.SERVER, 0, 0);
    put(hosts, "test-01", HostKind.SERVER, 0, 50);
    put(hosts, "pc-01", HostKind.DESKTOP, 0, 61);
    put(hosts, "hv-01", HostKind.VIRTUALISATION_HOST, 0, 0);
    GUESTS.forEach(id -> put(hosts, id, HostKind.SERVER, 0, 0));
    SortedMap<ServiceId, Service> services = new TreeMap<>();
    put(services, "desktops", true, 61, List.of("vdi-01", "vdi-02", "vdi-03"), List.of());
    put(services, "erp", true, 30, List.of("erp-01"), List.of("erp-stopped"));
    SortedMap<SiteId, Site> sites = new TreeMap<>();
    sites.put(new SiteId("hq"), new Site(new SiteId("hq"), false));
    SortedMap<String, List<Contract>> contracts = new TreeMap<>();
    contracts.put("premium", List.of(contract()));
    SortedMap<String, BusinessCalendar> calendars = new TreeMap<>();
    calendars.put(BusinessCalendar.ALWAYS, BusinessCalendar.always());
    HostGroup core =
        new HostGroup(
            "core",
            List.of(new HostId("erp-01"), new HostId("files-01")),
            Optional.of(2),
            Optional.empty());
    return new CustomerConfig(
        new CustomerId("acme"),
        "ACME",
        ZoneOffset.UTC,
        61,
        0.5,
        new TreeSet<>(List.of("test-01", "printer-jam")),
        List.of(),
        CustomerConfig.Mode.LIVE,
        new Estate(sites, hosts, services, List.of(core), topology()),
        new Commitments("premium", contracts, calendars, Commitments.PREVENT_WITHIN),
        inFile,
        groupings(),
        Language.EN,
        Roster.NONE,
        "config-1");
  }

  private static Topology topology() {
    TreeMap<HostId, HostId> runsOn = new TreeMap<>();
    GUESTS.forEach(id -> runsOn.put(new HostId(id), new HostId("hv-01")));
    return new Topology(runsOn, List.of());
  }

  private static SortedMap<RuleId, GroupBy> groupings() {
    TreeMap<RuleId, GroupBy> groupings = new TreeMap<>();
    groupings.put(new RuleId("volume-full"), new GroupBy(List.of("volume.id"), 2, GroupBy.WITHIN));
    return groupings;
  }

  private static void put(
      SortedMap<HostId, Host> hosts, String id, HostKind kind, int seats, int assigned) {
    hosts.put(
        new HostId(id),
        new Host(
            new HostId(id),
            new SiteId("hq"),
            kind,
            seats,
            assigned,
            Optional.empty(),
            Optional.empty(),
            Attributes.NONE));
  }

  private static void put(
      SortedMap<ServiceId, Service> services,
      String id,
      boolean key,
      int people,
      List<String> hosts,
      List<String> outageWhen) {
    services.put(
        new ServiceId(id),
        new Service(
            new ServiceId(id),
            key,
            1,
            hosts.stream().map(HostId::new).toList(),
            people,
            outageWhen.stream().map(RuleId::new).toList(),
            Optional.empty()));
  }

  private static Contract contract() {
    return new Contract(
        "premium",
        LocalDate.of(2026, 1, 1),
        Optional.empty(),
        BusinessCalendar.ALWAYS,
        true,
        true,
        Duration.ofMinutes(30),
        new TreeSet<>(List.of("appointment", "waiting_customer")),
        EnumSet.of(StopPoint.CONTACTED, StopPoint.ACKNOWLEDGED),
        List.of(
            target(ClockName.RESPONSE, 60, EnumSet.of(Severity.WARNING), Optional.empty()),
            target(ClockName.RESPONSE, 30, EnumSet.of(Severity.CRITICAL), Optional.empty()),
            target(ClockName.RESPONSE, 15, Set.of(), Optional.of(true)),
            target(ClockName.RESOLUTION, 240, Set.of(), Optional.empty())),
        List.of(),
        List.of(),
        Escalation.USUAL,
        false,
        "contract-1");
  }

  private static Target target(
      ClockName name, int minutes, Set<Severity> severities, Optional<Boolean> emergency) {
    return new Target(
        name,
        new Anchor(List.of(AnchorPoint.DETECTED, AnchorPoint.REPORTED)),
        new Amount.OpenTime(Duration.ofMinutes(minutes)),
        Optional.empty(),
        severities,
        emergency,
        Optional.empty(),
        new TreeSet<>());
  }

  /** What a rule says: a silent link for {@code link}, else one crossing sample. */
  public static Finding finding(Meaning means, Severity severity, boolean link, Instant at) {
    return finding(means, severity, Wake.NOW, link, at);
  }

  /** What a rule says that may wake so. */
  public static Finding finding(
      Meaning means, Severity severity, Wake wake, boolean link, Instant at) {
    return new Finding(severity, means, wake, evidence(link, at), "runbook.md", "rule-1");
  }

  private static Evidence evidence(boolean link, Instant at) {
    return link
        ? new Evidence.LinkFacts(
            at.minusSeconds(30),
            Evidence.LinkEnd.NOTHING,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            "")
        : new Evidence.Crossed(
            SeriesKey.of("system.filesystem.utilization", "system.filesystem.mountpoint", "/"),
            "system.filesystem.utilization",
            true,
            0.95,
            List.of(new Evidence.Point(at, 0.972)),
            Optional.empty());
  }
}
