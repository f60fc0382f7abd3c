package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.Probe;
import dev.forebell.agent.sampler.Snapshot.ProbeCost;
import dev.forebell.common.model.Sample;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes complete samples out of what the probes answer. Used by one thread. */
public final class Sampler {
  private static final Logger LOG = System.getLogger(Sampler.class.getName());

  private final List<Probe> probes;
  private final InstantSource wall;
  private final Asker asker = new Asker();
  private final SeriesPool series = new SeriesPool();
  private final Map<Probe, Standing> standings = new LinkedHashMap<>();
  private SamplePlan plan;

  /**
   * @param wall stamps the samples
   */
  public Sampler(List<Probe> probes, Duration interval, InstantSource wall) {
    this.probes = List.copyOf(probes);
    this.wall = wall;
    SortedMap<String, Duration> intervals = new TreeMap<>();
    probes.forEach(probe -> intervals.put(probe.name(), probe.interval()));
    this.plan = SamplePlan.start(interval, intervals);
  }

  /**
   * Asks the probes that are due.
   *
   * @param t time since the start of the agent
   */
  public Snapshot sample(Duration t) throws InterruptedException {
    Instant sampledAt = wall.instant();
    List<String> due = plan.due(t);
    plan = plan.after(due, t);
    asker
        .ask(probes.stream().filter(probe -> due.contains(probe.name())).toList())
        .forEach(this::note);
    List<Sample> samples = new ArrayList<>();
    List<ProbeCost> costs = new ArrayList<>();
    for (Probe probe : probes) {
      Standing standing = standing(probe);
      samples.addAll(standing.samplesAndCost(probe.name()));
      costs.add(
          new ProbeCost(
              probe.name(), standing.samples().size(), standing.took(), standing.failure()));
    }
    return new Snapshot(sampledAt, series.share(samples), costs);
  }

  /** When to sample after a sample at {@code t}. */
  public Duration nextAfter(Duration t) {
    return plan.nextRound(t);
  }

  /** Samples on another grid from now on. */
  public void every(Duration interval) {
    plan = plan.every(interval);
  }

  private void note(Probe probe, Answer answer) {
    Standing before = standing(probe);
    Standing now = before.after(answer);
    standings.put(probe, now);
    if (now.failure().isPresent() && before.failure().isEmpty()) {
      LOG.log(
          Level.WARNING,
          "probe {0} does not answer: {1}; its series are unavailable until it does",
          probe.name(),
          now.failure().get());
    } else if (now.failure().isEmpty() && before.failure().isPresent()) {
      LOG.log(Level.INFO, "probe {0} answers again", probe.name());
    }
  }

  private Standing standing(Probe probe) {
    return standings.getOrDefault(probe, Standing.NEW);
  }
}
