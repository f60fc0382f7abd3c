package dev.forebell.common.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.MetricDescriptor.Instrument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");

  @Test
  void theDocumentedTableIsTheCodesTable() throws IOException {
    List<String> documented =
        Files.readAllLines(DOCUMENT).stream()
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertEquals(
        String.join("\n", Metrics.all().stream().map(MetricsTest::row).toList()),
        String.join("\n", documented),
        "docs/metrics.md");
  }

  @Test
  void namesAreUnique() {
    assertEquals(
        Metrics.all().size(),
        Metrics.all().stream().map(MetricDescriptor::name).distinct().count());
  }

  @Test
  void utilisationIsARatioAndACounterIsNeverOne() {
    for (MetricDescriptor metric : Metrics.all()) {
      if (metric.name().endsWith("utilization")) {
        assertEquals("1", metric.unit(), metric.name());
      }
      if (metric.instrument() == Instrument.COUNTER) {
        assertTrue(!metric.unit().equals("1"), metric.name());
      }
    }
  }

  @Test
  void aMetricIsFoundByItsNameOnly() {
    assertEquals(Optional.of(Metrics.FILESYSTEM_USAGE), Metrics.find("system.filesystem.usage"));
    assertEquals(Optional.empty(), Metrics.find("system.filesystem"));
  }

  private static String row(MetricDescriptor metric) {
    return "| `%s` | `%s` | %s | %s | %s |"
        .formatted(
            metric.name(),
            metric.unit(),
            metric.instrument().name().toLowerCase(Locale.ROOT),
            metric.attributes().stream().map(a -> "`" + a + "`").collect(Collectors.joining(", ")),
            metric.description());
  }
}
