package dev.forebell.collector.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionNameTest {
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
    ExpositionName translated = ExpositionName.of(metric);
    assertEquals(name, translated.name());
    assertEquals(type, translated.type());
  }

  @Test
  void noTwoMetricsShareAName() {
    TreeSet<String> names = new TreeSet<>();
    for (MetricDescriptor metric : Metrics.all()) {
      assertTrue(names.add(ExpositionName.of(metric.name()).name()), metric.name());
    }
  }
}
