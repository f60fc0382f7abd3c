package dev.forebell.collector.app.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The collector under a swarm of faults in virtual time. {@code -Dsimulation.seeds=N} runs more
 * seeds, {@code -Dsimulation.seed=S} one, with all that could be seen of it.
 */
class SimulationTest {
  private static final Path REGRESSIONS = Path.of("src/test/resources/simulation/seeds.txt");
  private static final int THREADS = 2;
  private static final int MOST_FAILURES = 4;
  private static final int BATCH = 1000;
  private static final double TARGET = 10_000;

  /** A part of the seeds, each twice. */
  private record Part(List<String> failures, double seconds, int seeds) {}

  @Test
  void noSeedBreaksAnInvariantAndEachGivesOneTranscript() throws Exception {
    Optional<Long> only = Optional.ofNullable(Long.getLong("simulation.seed"));
    if (only.isPresent()) {
      tell(only.get());
      return;
    }
    long count = Long.getLong("simulation.seeds", 200);
    long begun = System.nanoTime();
    double simulated = 0;
    List<Long> first = regressions();
    simulated += run(first);
    for (long from = Long.getLong("simulation.first", 0); from < count; from += BATCH) {
      simulated += run(LongStream.range(from, Math.min(count, from + BATCH)).boxed().toList());
      double took = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "simulation: %d seeds, each twice, %.0f simulated hours in %.0f s: %.0f s a second on %d"
              + " threads (aim: %.0f)%n",
          Math.min(count, from + BATCH) + first.size(),
          simulated / 3600,
          took,
          simulated / took,
          THREADS,
          TARGET);
    }
  }

  private static List<Long> regressions() throws IOException {
    return Files.readAllLines(REGRESSIONS).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> Long.parseLong(line.replaceFirst("[^0-9].*", "")))
        .toList();
  }

  private static double run(List<Long> seeds) throws InterruptedException, ExecutionException {
    List<Callable<Part>> parts = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int mine = i;
      parts.add(() -> part(seeds, mine));
    }
    double seconds = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Part> done : threads.invokeAll(parts)) {
        seconds += done.get().seconds();
        if (!done.get().failures().isEmpty()) {
          fail(String.join("\n", done.get().failures()));
        }
      }
    }
    return seconds;
  }

  private static Part part(List<Long> seeds, int mine) {
    Simulation simulation = new Simulation(Settings.load());
    List<String> failures = new ArrayList<>();
    double seconds = 0;
    int count = 0;
    for (int i = mine; i < seeds.size() && failures.size() < MOST_FAILURES; i += THREADS) {
      Simulation.Outcome one = simulation.run(seeds.get(i));
      Simulation.Outcome other = simulation.run(seeds.get(i));
      seconds += one.seconds() + other.seconds();
      count++;
      if (!one.violations().isEmpty()) {
        failures.add(simulation.report(one));
      } else if (!one.fingerprint().equals(other.fingerprint())) {
        failures.add("seed " + seeds.get(i) + " gave two transcripts");
      }
    }
    return new Part(failures, seconds, count);
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
