package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.Probe;
import dev.forebell.agent.sampler.Snapshot.ProbeState;
import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.Sample;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes complete samples out of what the probes answer. Used by one thread. */
public final class Sampler {
  private static final Logger LOG = System.getLogger(Sampler.class.getName());

  private final SortedMap<String, Probe> probesByName = new TreeMap<>();
  private final List<Probe> probes;
  private final InstantSource wall;
  private final BudgetKeeper budget;
  private final Asker asker = new Asker();
  private final SeriesPool series = new SeriesPool();
  private final Map<Probe, Standing> standings = new LinkedHashMap<>();
  private Duration interval;
  private SamplePlan plan;
  private Thrift thrift = Thrift.NONE;

  /**
   * @param wall stamps the samples
   */
  public Sampler(List<Probe> probes, Duration interval, BudgetKeeper budget, InstantSource wall) {
    this.probes = List.copyOf(probes);
    this.interval = interval;
    this.budget = budget;
    this.wall = wall;
    SortedMap<String, Duration> intervals = new TreeMap<>();
    for (Probe probe : probes) {
      intervals.put(probe.name(), probe.interval());
      standings.put(probe, Standing.before(probe));
      probesByName.put(probe.name(), probe);
    }
    this.plan = SamplePlan.start(interval, intervals);
  }

  /**
   * Asks the probes that are due.
   *
   * @param t time since the start of the agent
   */
  public Snapshot sample(Duration t) throws InterruptedException {
    Instant sampledAt = wall.instant();
    be(budget.look(t));
    List<String> due = plan.due(t, this::stretch);
    plan = plan.after(due, t);
    asker
        .ask(probes.stream().filter(probe -> due.contains(probe.name())).toList())
        .forEach(this::note);
    List<Sample> samples = new ArrayList<>();
    for (Probe probe : probes) {
      samples.addAll(standing(probe).samplesAndCost(probe.name()));
    }
    samples.addAll(budget.samples());
    samples.add(
        Sample.of(AgentMetrics.AGENT_SAMPLE_INTERVAL.series(), plan.interval().toMillis() / 1e3));
    return new Snapshot(
        sampledAt,
        series.share(eachSeriesOnce(samples)),
        probes.stream().map(this::state).toList(),
        budget.standing());
  }

  /** Waits until every probe has answered or is past its time-out; for a look at all of them. */
  public void settle() throws InterruptedException {
    asker.settle();
  }

  /** When to sample after a sample at {@code t}. */
  public Duration nextAfter(Duration t) {
    return plan.nextRound(t);
  }

  /** Samples on another grid from now on. */
  public void every(Duration newInterval) {
    interval = newInterval;
    plan = plan.every(interval.multipliedBy(thrift.stretchOfSamples()));
  }

  private void be(Thrift now) {
    if (now != thrift) {
      thrift = now;
      every(interval);
    }
  }

  private int stretch(String probe) {
    // Those of low cost are stretched with the samples themselves.
    Probe one = probesByName.get(probe);
    return one == null ? 1 : thrift.stretch(one.cost()) / thrift.stretchOfSamples();
  }

  // Two sources outside the house, such as two textfiles, may name one series: the first counts.
  private static List<Sample> eachSeriesOnce(List<Sample> samples) {
    Set<Object> seen = new HashSet<>();
    return samples.stream().filter(sample -> seen.add(sample.series())).toList();
  }

  private ProbeState state(Probe probe) {
    Standing standing = standing(probe);
    Duration own = plan.intervals().getOrDefault(probe.name(), Duration.ZERO);
    Duration each = own.compareTo(plan.interval()) > 0 ? own : plan.interval();
    return new ProbeState(
        probe.name(),
        probe.cost().id(),
        each.multipliedBy(stretch(probe.name())),
        standing.samples().size(),
        standing.took(),
        standing.errors(),
        standing.timeouts(),
        standing.failure());
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
