package dev.forebell.collector.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyTest {
  @ParameterizedTest
  @CsvSource({
    "system.filesystem.utilization, system_filesystem_utilization_ratio, gauge",
    "system.filesystem.usage, system_filesystem_usage_bytes, gauge",
    "system.disk.io, system_disk_io_bytes_total, counter",
    "system.disk.operations, system_disk_operations_total, counter",
    "system.disk.io_time, system_disk_io_time_seconds_total, counter",
    "system.cpu.load_average.1m, system_cpu_load_average_1m, gauge",
    "system.uptime, system_uptime_seconds, gauge",
    "forebell.disk.latency, forebell_disk_latency_seconds, gauge",
    "9lives.of-cats, _9lives_of_cats, untyped"
  })
  void followsTheOpenTelemetryTranslation(String metric, String name, String type) {
    Family translated = Family.of(metric);
    assertEquals(name, translated.sampleName());
    assertEquals(type, translated.type().text);
  }

  @ParameterizedTest
  @CsvSource({
    "system.filesystem.utilization, ratio",
    "system.disk.io, bytes",
    "system.uptime, seconds",
    "system.disk.operations, ''"
  })
  void theUnitEndsTheNameAsOpenMetricsWantsIt(String metric, String unit) {
    Family family = Family.of(metric);
    assertEquals(unit, family.unit());
    assertTrue(unit.isEmpty() || family.name().endsWith("_" + unit), family.name());
  }

  @Test
  void whatATextfileSaysDoesNotPassForOurs() {
    assertEquals("textfile_forebell_host_up", Family.of("forebell_host_up").name());
    assertEquals("textfile_jvm_memory_used_bytes", Family.of("jvm_memory_used_bytes").name());
    assertEquals("backup_last_success", Family.of("backup_last_success").name());
  }

  @Test
  void noTwoMetricsShareAName() {
    TreeSet<String> names = new TreeSet<>();
    for (MetricDescriptor metric : Metrics.all()) {
      assertTrue(names.add(Family.of(metric.name()).sampleName()), metric.name());
    }
  }
}
