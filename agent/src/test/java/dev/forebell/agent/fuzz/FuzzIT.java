package dev.forebell.agent.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.Jazzer;
import dev.forebell.agent.ChildJvm;
import dev.forebell.agent.spool.SpoolFuzzTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Coverage-guided fuzzing of what reads foreign bytes: the same inputs in every build, so that a
 * build says something of the change it builds; an hour each of ever new ones with {@code -Plong}.
 * What it learns stays in {@code target/fuzz}.
 */
@Timeout(4_000)
class FuzzIT {
  private static final int SECONDS = Integer.getInteger("forebell.fuzz.seconds", 0);
  private static final int RUNS = 50_000;
  private static final int FOUND = 77;

  private record Outcome(int exitCode, String output) {}

  @Test
  void framesNeverBreakTheReader() throws Exception {
    Outcome outcome = fuzz(FrameFuzzTarget.class, length());
    assertEquals(0, outcome.exitCode(), outcome.output());
  }

  @Test
  void spoolFilesNeverBreakTheSpool() throws Exception {
    Outcome outcome = fuzz(SpoolFuzzTarget.class, length());
    assertEquals(0, outcome.exitCode(), outcome.output());
  }

  @Test
  void aPlantedBugIsFound() throws Exception {
    Outcome outcome = fuzz(PlantedFuzzTarget.class, List.of("-max_total_time=120"));
    assertEquals(FOUND, outcome.exitCode(), outcome.output());
    assertTrue(outcome.output().contains("the planted bug"), outcome.output());
  }

  private static List<String> length() {
    return SECONDS > 0
        ? List.of("-max_total_time=" + SECONDS)
        : List.of("-seed=1", "-runs=" + RUNS, "-max_total_time=90");
  }

  private static Outcome fuzz(Class<?> target, List<String> length)
      throws IOException, InterruptedException {
    Path work = Path.of("target", "fuzz", target.getSimpleName()).toAbsolutePath();
    Path corpus = Files.createDirectories(work.resolve("corpus"));
    List<String> words = new ArrayList<>(length);
    words.addAll(
        List.of(
            "--target_class=" + target.getName(),
            "--instrumentation_includes=dev.forebell.**",
            "--reproducer_path=" + work,
            "-artifact_prefix=" + work + "/",
            "-max_len=4096",
            corpus.toString()));
    Process process = ChildJvm.start(List.of(), Jazzer.class, words.toArray(String[]::new));
    try (BufferedReader output = process.inputReader()) {
      String text = String.join("\n", output.readAllLines());
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "does not end");
      return new Outcome(process.exitValue(), text);
    } finally {
      process.destroyForcibly();
    }
  }
}
