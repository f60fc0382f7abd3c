package dev.forebell.collector.json;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.emergency.HostPeople;
import dev.forebell.collector.engine.emergency.Verdict;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.IncidentKey;
import dev.forebell.collector.engine.incident.Pause;
import dev.forebell.collector.engine.incident.Ticket;
import dev.forebell.collector.engine.people.Telling;
import dev.forebell.collector.engine.sla.ClockId;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.collector.engine.sla.ClockSet;
import dev.forebell.collector.engine.sla.Moment;
import dev.forebell.collector.engine.sla.Outcome;
import dev.forebell.collector.engine.sla.SlaClock;
import dev.forebell.collector.engine.sla.SlaEvent;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Arbitrary events from a seed: every part is present in some and absent in others. */
final class RandomEvents {
  private final Random random;

  RandomEvents(long seed) {
    this.random = new Random(seed);
  }

  /** One event of every kind of change. */
  List<IncidentEvent> oneOfEach() {
    List<IncidentEvent> events = new ArrayList<>();
    for (Change change : changes()) {
      Instant at = change instanceof Change.ClockChanged clock ? clock.event().at() : time();
      Reason reason =
          change instanceof Change.ClockChanged clock
              ? clock.event().reason()
              : any(Reason.values());
      events.add(
          new IncidentEvent(id(), 1 + random.nextInt(1_000_000), at, reason, text(), change));
    }
    return events;
  }

  private List<Change> changes() {
    return List.of(
        opened(),
        new Change.SeverityChanged(finding()),
        new Change.Promoted(verdict(), text()),
        new Change.Demoted(verdict(), text()),
        new Change.Acknowledged(text()),
        new Change.Assigned(text()),
        new Change.Contacted(text(), text()),
        new Change.Dispatched(text()),
        new Change.Arrived(text()),
        new Change.Diagnosed(text()),
        new Change.Commented(text()),
        new Change.Reported(text(), time()),
        new Change.Linked(new Ticket(text(), text(), text())),
        new Change.Excluded(text(), text()),
        new Change.Restored(time()),
        new Change.Relapsed(),
        new Change.HeldOpen(time()),
        new Change.Corrected(time(), maybe(this::time)),
        new Change.Completed(time(), time()),
        new Change.Recorded(
            new CustomerId("acme"),
            new IncidentKey(maybe(() -> new HostId("vdi-01")), new RuleId("disk-full"), text()),
            maybe(() -> new SiteId("hq")),
            some(() -> new ServiceId("erp")),
            time(),
            time(),
            finding(),
            text()),
        new Change.Resolved(maybe(this::time), text()),
        new Change.Reopened(finding(), text()),
        new Change.Closed(),
        new Change.Suppressed(key(), time(), finding()),
        new Change.Withheld(opened(), text()),
        new Change.Absorbed(maybe(this::id)),
        new Change.Notified(
            text(),
            1 + random.nextInt(9),
            some(() -> new Telling(maybe(this::text), text())),
            some(this::text)),
        new Change.ClockChanged(clockEvent(), maybe(this::pause)));
  }

  private Change.Opened opened() {
    return new Change.Opened(
        new CustomerId("acme"),
        new IncidentKey(maybe(() -> new HostId("vdi-01")), new RuleId("disk-full"), text()),
        maybe(() -> new SiteId("hq")),
        some(() -> new ServiceId("erp")),
        maybe(this::text),
        time(),
        finding(),
        text(),
        maybe(this::time));
  }

  Finding finding() {
    return new Finding(
        any(Severity.values()),
        any(Meaning.values()),
        any(Wake.values()),
        evidence(),
        text(),
        text());
  }

  private Evidence evidence() {
    return switch (random.nextInt(8)) {
      case 0 ->
          new Evidence.Crossed(
              series(),
              text(),
              random.nextBoolean(),
              random.nextGaussian(),
              some(() -> new Evidence.Point(time(), random.nextDouble())),
              maybe(
                  () ->
                      new Evidence.Guard(
                          series(),
                          random.nextBoolean(),
                          random.nextDouble(),
                          random.nextDouble())));
      case 1 ->
          new Evidence.LinkFacts(
              time(),
              any(Evidence.LinkEnd.values()),
              Duration.ofMillis(random.nextInt()),
              Duration.ofSeconds(random.nextInt(900)),
              text());
      case 2 ->
          new Evidence.Missing(
              series(), time(), maybe(this::time), Duration.ofSeconds(random.nextInt(900)));
      case 3 ->
          new Evidence.Happened(
              any(Evidence.Happening.values()),
              maybe(this::series),
              text(),
              text(),
              List.of(time(), time()),
              random.nextInt(),
              Duration.ofSeconds(random.nextInt(900)));
      case 4 -> new Evidence.SameCause(new RuleId("disk-full"), some(() -> id().value()));
      case 5 -> new Evidence.Elsewhere();
      case 6 ->
          new Evidence.Fills(
              SeriesKey.of("system.filesystem.usage", "a", text()),
              0,
              new Evidence.Point(time(), random.nextDouble()),
              random.nextDouble(),
              0.75,
              Duration.ofHours(5),
              Duration.ofDays(3),
              new Evidence.Span(time(), time(), time()),
              Optional.of(time()),
              ZoneId.of("Asia/Shanghai"));
      default -> new Evidence.Children(some(() -> id().value()));
    };
  }

  private Verdict verdict() {
    return new Verdict(some(this::criterion));
  }

  private Criterion criterion() {
    return switch (random.nextInt(3)) {
      case 0 ->
          new Criterion.PeopleAffected(
              text(),
              random.nextBoolean(),
              random.nextBoolean(),
              number(),
              number(),
              number(),
              1 + number(),
              random.nextDouble(),
              some(() -> new HostPeople(new HostId("a"), number(), maybe(this::time), number())),
              some(this::key));
      case 1 -> new Criterion.KeyServiceDown(text(), number(), number(), number(), some(this::key));
      default ->
          new Criterion.HostGroupDown(
              text(),
              number(),
              number(),
              maybe(this::number),
              maybe(random::nextDouble),
              some(this::key));
    };
  }

  private SlaEvent clockEvent() {
    SlaClock clock =
        new SlaClock(
            new ClockId(any(ClockSet.values()), any(ClockName.values())),
            text(),
            text(),
            text(),
            text(),
            text(),
            time(),
            time(),
            random.nextBoolean(),
            new TreeSet<>(some(this::number)),
            some(() -> new Stretch(time(), maybe(this::time), text())),
            maybe(this::time),
            maybe(() -> any(Outcome.values())),
            maybe(this::time));
    return new SlaEvent(
        any(SlaEvent.Kind.values()),
        time(),
        any(Reason.values()),
        clock,
        maybe(() -> new Moment(text(), time())));
  }

  private Pause pause() {
    return new Pause(time(), text(), maybe(this::time));
  }

  ConditionKey key() {
    return new ConditionKey(new HostId("vdi-01"), new RuleId("disk-full"), text());
  }

  private SeriesKey series() {
    return new SeriesKey("m." + number(), Attributes.of("k" + number(), text()));
  }

  private IncidentId id() {
    return IncidentId.of("ACME", 2026, 1 + number());
  }

  Instant time() {
    return Instant.ofEpochSecond(1_700_000_000L + number(), random.nextInt(1_000_000_000));
  }

  /** With what hurts careless writers: quotes, line ends, characters beyond the basic plane. */
  String text() {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "say \"no\"\\\n\t\u0000";
      case 2 -> "\u78c1\u76d8 \u0434\u0438\u0441\u043a \ud83d\udd25";
      default -> "plain " + random.nextInt(100);
    };
  }

  private int number() {
    return random.nextInt(100_000);
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> some(Supplier<T> value) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(value.get());
    }
    return list;
  }
}
