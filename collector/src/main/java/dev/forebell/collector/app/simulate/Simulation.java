package dev.forebell.collector.app.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Runs a simulated fleet against a collector of its own, from the first connection to the sums. */
public final class Simulation {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration TELL = Duration.ofSeconds(5);

  /** How long after the end is waited for what is expected. */
  private static final Duration SETTLE = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** How far it has come, for the one who waits. */
  public record Progress(
      Optional<Duration> running, int streaming, int agents, long samples, int incidents) {}

  /** A mishap that happened: to whom and when, and how many connections had ended before. */
  private record Befallen(
      Mishap mishap, List<String> hosts, long nanos, long losses, Optional<Duration> back) {
    Befallen back(Duration after) {
      return new Befallen(mishap, hosts, nanos, losses, Optional.of(after));
    }
  }

  private final FleetPlan plan;
  private final FleetScript script;
  private final Path config;
  private final Consumer<Progress> progress;
  private final Consumer<String> address;
  private final FleetTally tally = new FleetTally();
  private final List<Befallen> befallen = new ArrayList<>();
  private int picked;
  private long toldNanos = System.nanoTime();

  /**
   * Prepares a run.
   *
   * @param config the configuration folder whose rules apply
   * @param address told where the board of the simulation is
   * @param progress told every few seconds
   */
  public Simulation(
      FleetPlan plan,
      FleetScript script,
      Path config,
      Consumer<String> address,
      Consumer<Progress> progress) {
    this.plan = plan;
    this.script = script;
    this.config = config;
    this.address = address;
    this.progress = progress;
  }

  /**
   * Runs it to the end.
   *
   * @throws IOException if the collector does not start, or not everybody can connect
   */
  public SimulationResult run() throws IOException, InterruptedException {
    try (Reported reported = Reported.open();
        SimulationScene scene = SimulationScene.set(plan, config, reported.desk());
        CollectorProcess collector =
            CollectorProcess.start(scene.config(), scene.data(), scene.log());
        VirtualFleet fleet = VirtualFleet.build(plan, scene, collector, tally)) {
      address.accept(collector.console() + "/");
      reported.listen(collector.console());
      long began = System.nanoTime();
      fleet.start();
      connectAll(fleet, reported);
      Duration connected = since(began);
      warmUp(fleet, reported);
      tally.reset();
      Duration cpuBefore = collector.cpu();
      long from = System.nanoTime();
      play(fleet, reported, from);
      Duration measured = since(from);
      Duration cpu = collector.cpu().minus(cpuBefore);
      return sums(collector, reported, connected, measured, cpu);
    }
  }

  private void connectAll(VirtualFleet fleet, Reported reported) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (fleet.streaming() < fleet.size()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "only " + fleet.streaming() + " of " + fleet.size() + " agents got a connection");
      }
      pause(Optional.empty(), fleet, reported);
    }
  }

  private void warmUp(VirtualFleet fleet, Reported reported) {
    long from = System.nanoTime();
    while (since(from).compareTo(plan.warmUp()) < 0) {
      pause(Optional.empty(), fleet, reported);
    }
  }

  private void play(VirtualFleet fleet, Reported reported, long from) {
    List<Mishap> left = new ArrayList<>(script.mishaps());
    Duration longest = plan.length().plus(SETTLE);
    while (since(from).compareTo(plan.length()) < 0
        || (since(from).compareTo(longest) < 0 && isAwaited(reported))) {
      while (!left.isEmpty() && since(from).compareTo(left.getFirst().at()) >= 0) {
        befall(left.removeFirst(), fleet);
      }
      awaitBack(fleet);
      pause(Optional.of(since(from)), fleet, reported);
    }
  }

  /** What must still come: an expected incident or its webhook, or the end of a storm. */
  private boolean isAwaited(Reported reported) {
    List<Reported.Opening> openings = reported.openings();
    return befallen.stream()
        .anyMatch(
            one -> {
              SimulationResult.Effect effect = effect(one, openings, reported);
              boolean storm = one.mishap().what() instanceof Mishap.What.Storm;
              return !effect.asExpected()
                  || !effect.isAnnounced()
                  || (storm && one.back().isEmpty());
            });
  }

  private void befall(Mishap mishap, VirtualFleet fleet) {
    List<VirtualAgent> whom = fleet.pick(mishap.to(), picked);
    picked += whom.size();
    befallen.add(
        new Befallen(
            mishap,
            whom.stream().map(VirtualAgent::id).toList(),
            System.nanoTime(),
            tally.losses.sum(),
            Optional.empty()));
    fleet.befall(mishap.what(), whom);
  }

  /** A storm is over when everybody has gone and everybody is back. */
  private void awaitBack(VirtualFleet fleet) {
    befallen.replaceAll(
        one -> {
          boolean storm = one.mishap().what() instanceof Mishap.What.Storm;
          boolean gone = tally.losses.sum() - one.losses() >= fleet.size();
          return storm && one.back().isEmpty() && gone && fleet.streaming() == fleet.size()
              ? one.back(since(one.nanos()))
              : one;
        });
  }

  private void pause(Optional<Duration> running, VirtualFleet fleet, Reported reported) {
    LockSupport.parkNanos(LOOK.toNanos());
    if (since(toldNanos).compareTo(TELL) >= 0) {
      toldNanos = System.nanoTime();
      progress.accept(
          new Progress(
              running,
              fleet.streaming(),
              fleet.size(),
              tally.samples.sum(),
              reported.openings().size()));
    }
  }

  private SimulationResult sums(
      CollectorProcess collector,
      Reported reported,
      Duration connected,
      Duration measured,
      Duration cpu) {
    List<Reported.Opening> openings = reported.openings();
    SortedMap<String, Integer> opened = new TreeMap<>();
    openings.forEach(one -> opened.merge(one.rule(), 1, Integer::sum));
    return new SimulationResult(
        connected,
        measured,
        tally.samples.sum(),
        tally.bytes.sum(),
        tally.losses.sum(),
        cpu,
        collector.memory(),
        SimulationResult.Quantiles.of(tally.acks()),
        tally.longestPause(),
        befallen.stream().map(one -> effect(one, openings, reported)).toList(),
        opened,
        unexpected(openings));
  }

  private static SimulationResult.Effect effect(
      Befallen one, List<Reported.Opening> openings, Reported reported) {
    Delays incidents = new Delays();
    Delays webhooks = new Delays();
    for (String host : one.hosts()) {
      openings.stream()
          .filter(opening -> opening.host().equals(host) && opening.nanos() >= one.nanos())
          .filter(opening -> one.mishap().expect().map(opening.rule()::equals).orElse(true))
          .findFirst()
          .ifPresent(
              opening -> {
                incidents.add(opening.nanos() - one.nanos());
                reported.ticket(opening.incident()).ifPresent(at -> webhooks.add(at - one.nanos()));
              });
    }
    return new SimulationResult.Effect(
        words(one.mishap().what()),
        one.hosts().size(),
        one.mishap().expect(),
        incidents.count(),
        webhooks.count(),
        SimulationResult.Quantiles.of(incidents),
        SimulationResult.Quantiles.of(webhooks),
        one.back());
  }

  private static String words(Mishap.What what) {
    return what.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Incidents of hosts that nothing befell; those of a whole site or collector name no host. */
  private int unexpected(List<Reported.Opening> openings) {
    Set<String> touched = new HashSet<>();
    befallen.forEach(one -> touched.addAll(one.hosts()));
    boolean siteWide =
        befallen.stream().anyMatch(one -> one.mishap().to() instanceof Mishap.Whom.Site);
    return (int)
        openings.stream()
            .filter(one -> one.host().isEmpty() ? !siteWide : !touched.contains(one.host()))
            .count();
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
