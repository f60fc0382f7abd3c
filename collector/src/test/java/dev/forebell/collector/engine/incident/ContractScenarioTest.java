package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks incidents through every contract that ships, over a weekend, a public holiday and a make-up
 * day. The lines {@code due ...} of a file are reckoned by hand and held against the clocks; the
 * rest is a transcript, which {@code -Dscenarios.rewrite=true} writes anew.
 */
class ContractScenarioTest {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios/contracts");
  private static final Path CONTRACTS = Path.of("../config/contracts");

  @TempDir private Path dir;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyContractKeepsWhatItsTextSays(Path file) throws IOException {
    String actual = new ContractStory(dir, Files.readString(file)).tell();
    assertFalse(actual.isBlank());
    if (Boolean.getBoolean("scenarios.rewrite")) {
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual, file.toString());
  }

  /** What is not a promise to somebody: the template that explains emergencies, and the drill's. */
  @Test
  void everyContractThatShipsHasItsScenario() throws IOException {
    Set<String> contracts = names(CONTRACTS, ".yaml");
    List.of("premium", "drill").forEach(contracts::remove);
    assertEquals(contracts, names(FOLDER, ".txt"));
  }

  private static Set<String> names(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replace(suffix, ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
