package dev.forebell.collector.app.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The collector under a swarm of faults in virtual time. {@code -Dsimulation.seeds=N} runs more
 * seeds, {@code -Dsimulation.first=F} others, {@code -Dsimulation.seed=S} one, with all that could
 * be seen of it.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulationTest {
  private static final Path REGRESSIONS = Path.of("src/test/resources/simulation/seeds.txt");
  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final int MOST_FAILURES = 4;
  private static final int BATCH = 1000;
  private static final double TARGET = 10_000;

  /** Of each build. */
  private static final long SEEDS = 2000;

  /** One of so many has a plan that is not brief. */
  private static final int WHOLE = 20;

  @Test
  void noSeedBreaksAnInvariantAndEachGivesOneTranscript() throws Exception {
    Optional<Long> only = Optional.ofNullable(Long.getLong("simulation.seed"));
    if (only.isPresent()) {
      tell(only.get());
      return;
    }
    List<Long> seeds = seeds();
    long begun = System.nanoTime();
    double simulated = 0;
    for (int from = 0; from < seeds.size(); from += BATCH) {
      int to = Math.min(seeds.size(), from + BATCH);
      simulated += run(seeds.subList(from, to));
      double took = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "simulation: %d seeds, each twice, %.0f simulated hours in %.0f s: %.0f s a second on %d"
              + " threads (aim: %.0f)%n",
          to,
          simulated / 3600,
          took,
          simulated / took,
          THREADS,
          TARGET);
    }
  }

  /** Those that once found something, some with whole plans, and many with brief ones. */
  private static List<Long> seeds() throws IOException {
    long count = Long.getLong("simulation.seeds", SEEDS);
    long whole = Math.min(FaultPlan.BRIEF, count / WHOLE);
    long first = Long.getLong("simulation.first", FaultPlan.BRIEF);
    return Stream.of(
            regressions().stream(),
            LongStream.range(0, whole).boxed(),
            LongStream.range(first, first + count - whole).boxed())
        .flatMap(one -> one)
        .distinct()
        .toList();
  }

  private static List<Long> regressions() throws IOException {
    return Files.readAllLines(REGRESSIONS).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> Long.parseLong(line.replaceFirst("[^0-9].*", "")))
        .toList();
  }

  /**
   * Beside tests of real processes, which wait for something to happen in time, this takes what
   * they leave of the processors, where the virtual machine was told to heed priorities.
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing's order rests on it
  private static Thread inTheBackground(Runnable work) {
    Thread thread = new Thread(work, "simulation");
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /** Seconds that were simulated. */
  private static double run(List<Long> seeds) throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    List<Callable<Double>> parts = Collections.nCopies(THREADS, () -> part(seeds, next, failures));
    double seconds = 0;
    try (ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, SimulationTest::inTheBackground)) {
      for (Future<Double> done : threads.invokeAll(parts)) {
        seconds += done.get();
      }
    }
    if (!failures.isEmpty()) {
      fail(String.join("\n", failures));
    }
    return seconds;
  }

  /** Takes seed after seed, each twice, as long as there are any. */
  private static double part(List<Long> seeds, AtomicInteger next, Queue<String> failures) {
    Simulation simulation = new Simulation(Settings.load());
    double seconds = 0;
    for (int i = next.getAndIncrement(); i < seeds.size(); i = next.getAndIncrement()) {
      if (failures.size() >= MOST_FAILURES) {
        return seconds;
      }
      Simulation.Outcome one = simulation.run(seeds.get(i));
      Simulation.Outcome other = simulation.run(seeds.get(i));
      seconds += one.seconds() + other.seconds();
      if (!one.violations().isEmpty()) {
        failures.add(simulation.report(one));
      } else if (!one.fingerprint().equals(other.fingerprint())) {
        failures.add("seed " + seeds.get(i) + " gave two transcripts");
      }
    }
    return seconds;
  }

  private static void tell(long seed) {
    Simulation simulation = new Simulation(Settings.load());
    Simulation.Outcome all = simulation.run(FaultPlan.of(seed), true);
    if (all.violations().isEmpty()) {
      all.lines().forEach(System.out::println);
    } else {
      FaultPlan shortest = simulation.shortest(all.plan());
      simulation.run(shortest, true).lines().forEach(System.out::println);
      fail(simulation.report(all));
    }
    assertEquals(all.fingerprint(), simulation.run(seed).fingerprint());
  }
}
