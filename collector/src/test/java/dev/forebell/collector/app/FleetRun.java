package dev.forebell.collector.app;

import dev.forebell.collector.app.FleetMonth.Deaf;
import dev.forebell.collector.app.FleetMonth.Quiet;
import dev.forebell.collector.app.FleetMonth.Why;
import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.condition.Evidence.Answer;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One site through one month, by the real machines. Seconds in which nothing happens are skipped:
 * the collector is said to have been deaf then, which by itself accuses nobody and teaches nothing.
 */
final class FleetRun implements MachineSink {
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final Path FOLDER = Path.of("src/test/resources/fleet");
  private static final Configuration FLEET =
      switch (ConfigurationFiles.load(FOLDER, new Secrets(_ -> Optional.empty(), FOLDER))) {
        case Loaded.Ok ok -> ok.configuration();
        case Loaded.Bad bad -> throw new IllegalStateException(bad.errors().toString());
      };
  private static final long MARGIN = 80_000;

  /** What a host of the site says of a silent one, if it is asked. */
  enum Witnesses {
    /** Nobody is asked. */
    NONE,
    /** They reach a host of which only what it sends to the collector is lost. */
    NEAR,
    /** Whatever is lost, they do not reach it either. */
    BLIND
  }

  /** A verdict on a host: which and when. */
  record Verdict(int host, long at) {}

  private final Machines machines = new Machines(this);
  private final FleetMonth month;
  private final Witnesses witnesses;
  private final int[] next = new int[FleetMonth.HOSTS];
  private final boolean[] away = new boolean[FleetMonth.HOSTS];
  private final List<List<Quiet>> byHost = new ArrayList<>();
  final List<Verdict> down = new ArrayList<>();
  final List<Long> sites = new ArrayList<>();
  long sequence;

  FleetRun(FleetMonth month, Witnesses witnesses) {
    this.month = month;
    this.witnesses = witnesses;
    FLEET.customers().values().forEach(one -> machines.put(CustomerState.of(one)));
    HostProfiles.of(FLEET)
        .values()
        .forEach(profile -> machines.put(HostState.initial(profile, START)));
    for (int host = 0; host < FleetMonth.HOSTS; host++) {
      int own = host;
      byHost.add(month.quiet.stream().filter(one -> one.host() == own).toList());
    }
  }

  FleetRun run() {
    connectAll(0);
    long now = 0;
    for (long[] busy : windows()) {
      skip(now, busy[0]);
      for (now = busy[0]; now < busy[1]; now += FleetMonth.SECOND) {
        second(now);
      }
    }
    return this;
  }

  /** Where something happens, with the time before and after that it takes to be over. */
  private List<long[]> windows() {
    List<long[]> all = new ArrayList<>();
    month.quiet.forEach(one -> all.add(new long[] {one.from() - 10_000, one.to() + MARGIN}));
    month.deaf.forEach(one -> all.add(new long[] {one.from() - 10_000, one.to() + MARGIN}));
    all.sort((one, other) -> Long.compare(one[0], other[0]));
    List<long[]> merged = new ArrayList<>();
    for (long[] one : all) {
      if (!merged.isEmpty() && one[0] <= merged.getLast()[1]) {
        merged.getLast()[1] = Math.max(merged.getLast()[1], one[1]);
      } else {
        merged.add(new long[] {one[0] / 1000 * 1000, one[1]});
      }
    }
    return merged;
  }

  private void skip(long from, long to) {
    machines.runUntil(at(to), _ -> Optional.of(at(to)));
    machines.everyHost(new HostInput.Blackout(at(to), at(from), Duration.ZERO));
    for (int host = 0; host < FleetMonth.HOSTS; host++) {
      machines.host(id(host), new HostInput.Heartbeat(at(to)));
    }
  }

  private void second(long now) {
    Optional<Deaf> deaf =
        month.deaf.stream().filter(one -> one.from() <= now && now < one.to()).findFirst();
    if (deaf.isPresent()) {
      long end = deaf.get().to();
      machines.runUntil(at(now + 1000), _ -> Optional.of(at(Math.max(end, now + 1000))));
      return;
    }
    month.deaf.stream()
        .filter(one -> one.to() <= now && now < one.to() + 1000)
        .forEach(
            one ->
                machines.everyHost(
                    new HostInput.Blackout(
                        at(now), at(one.from()), ListeningWatch.grace(FleetMonth.HOSTS, 100))));
    moments(now)
        .forEach(
            moment -> {
              machines.runUntil(at(moment.time()), _ -> Optional.empty());
              happen(moment.host(), moment.time());
            });
  }

  /** Something that a host does, or would do. */
  private record Moment(long time, int host) {}

  /**
   * Its heartbeats, and the very moments at which it falls quiet and is back: those are beats too.
   */
  private List<Moment> moments(long now) {
    List<Moment> moments = new ArrayList<>();
    for (int host = 0; host < FleetMonth.HOSTS; host++) {
      moments.add(new Moment(now + 100L * host, host));
      List<Quiet> stretches = byHost.get(host);
      for (int i = next[host]; i < stretches.size() && stretches.get(i).from() < now + 1000; i++) {
        addWithin(moments, now, stretches.get(i).from(), host);
        addWithin(moments, now, stretches.get(i).to(), host);
      }
    }
    moments.sort(Comparator.comparingLong(Moment::time).thenComparingInt(Moment::host));
    return moments;
  }

  private static void addWithin(List<Moment> moments, long now, long time, int host) {
    if (now <= time && time < now + 1000) {
      moments.add(new Moment(time, host));
    }
  }

  private void happen(int host, long now) {
    List<Quiet> stretches = byHost.get(host);
    while (next[host] < stretches.size() && stretches.get(next[host]).to() <= now) {
      back(host, stretches.get(next[host]), now);
      next[host]++;
    }
    Optional<Quiet> quiet =
        next[host] < stretches.size() && stretches.get(next[host]).from() <= now
            ? Optional.of(stretches.get(next[host]))
            : Optional.empty();
    if (quiet.isEmpty()) {
      machines.host(id(host), new HostInput.Heartbeat(at(now)));
    } else if (!away[host]) {
      away[host] = true;
      machines.host(id(host), new HostInput.Heartbeat(at(now)));
      leave(host, quiet.get(), now);
    } else if (isAsked(quiet.get(), now)) {
      ask(host, quiet.get().why(), now);
    }
  }

  /** Once, about four seconds into a silence. */
  private boolean isAsked(Quiet quiet, long now) {
    return witnesses != Witnesses.NONE && now - quiet.from() >= 4000 && now - quiet.from() < 5000;
  }

  /** Another host of the site tries to reach it: who stands still or is dead answers nobody. */
  private void ask(int host, Why why, long now) {
    int witness = (host + 1) % FleetMonth.HOSTS;
    if (!away[witness]) {
      Answer answer =
          why == Why.LOST && witnesses == Witnesses.NEAR ? Answer.REFUSED : Answer.UNREACHABLE;
      machines.host(id(host), new HostInput.WitnessSaid(at(now), "h" + witness, answer));
    }
  }

  private void leave(int host, Quiet quiet, long now) {
    switch (quiet.why()) {
      case STALLED, LOST, CUT, DIED -> {}
      case SAID_REBOOT ->
          machines.host(id(host), new HostInput.Bye(at(now), ByeReason.REBOOT, Optional.empty()));
      case SAID_UPGRADE ->
          machines.host(id(host), new HostInput.Bye(at(now), ByeReason.UPGRADE, Optional.empty()));
      case CRASHED -> machines.host(id(host), new HostInput.Closed(at(now), "RST"));
    }
  }

  private void back(int host, Quiet quiet, long now) {
    away[host] = false;
    boolean sameBoot = quiet.why() != Why.SAID_REBOOT && quiet.why() != Why.CRASHED;
    if (quiet.why() != Why.STALLED && quiet.why() != Why.LOST) {
      String boot = sameBoot && quiet.why() != Why.DIED ? "boot" : "boot-" + now;
      machines.host(id(host), new HostInput.Connected(at(now), boot));
      batch(host, now);
    }
  }

  private void connectAll(long now) {
    for (int host = 0; host < FleetMonth.HOSTS; host++) {
      machines.host(id(host), new HostInput.Connected(at(now), "boot"));
      machines.host(id(host), new HostInput.Heartbeat(at(now)));
      batch(host, now);
    }
  }

  private void batch(int host, long now) {
    sequence++;
    machines.host(
        id(host),
        new HostInput.Samples(
            at(now), new SampleBatch(Lane.LIVE, 1, sequence, at(now), List.of())));
  }

  @Override
  public void happened(CustomerId customer, DeskOutput.Happened happened) {
    String rule = happened.incident().key().rule().value();
    boolean opens =
        happened.event().change() instanceof Change.Opened
            || happened.event().change() instanceof Change.Reopened
            || happened.event().change() instanceof Change.Relapsed;
    if (opens && rule.equals("host_down")) {
      int host =
          Integer.parseInt(happened.incident().key().host().orElseThrow().value().substring(1));
      down.add(new Verdict(host, Duration.between(START, happened.event().at()).toMillis()));
    } else if (opens && rule.equals("site-unseen")) {
      sites.add(Duration.between(START, happened.event().at()).toMillis());
    }
  }

  private static HostId id(int host) {
    return new HostId("h" + host);
  }

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }
}
