package dev.forebell.collector.intake;

import static dev.forebell.collector.intake.SentOtlp.gauge;
import static dev.forebell.collector.intake.SentOtlp.histogram;
import static dev.forebell.collector.intake.SentOtlp.point;
import static dev.forebell.collector.intake.SentOtlp.request;
import static dev.forebell.collector.intake.SentOtlp.sum;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpReaderTest {
  private static final IntakeLimits LIMITS = new IntakeLimits(10_000, 10_000, 4, 8, 3, 40);

  private static OtlpRequest.Content read(byte[] message) throws BadRequest {
    return OtlpReader.read(message, LIMITS).content(name -> name.startsWith("system."));
  }

  private static OtlpRequest.Content json(String message) throws BadRequest {
    return OtlpJsonReader.read(message.getBytes(UTF_8), LIMITS)
        .content(name -> name.startsWith("system."));
  }

  @Test
  void gaugesAndSumsAreReadAndOtherKindsPassedOver() throws BadRequest {
    OtlpRequest.Content content =
        read(
            request(
                    "web-1",
                    gauge("system.cpu.load_average.1m", point(1000).setAsDouble(1.5)),
                    histogram("http.server.request.duration"),
                    sum("system.disk.io", point(1003, "device", "sda").setAsInt(-7)))
                .toByteArray());
    assertEquals(
        List.of(
            new SentSeries(
                Labels.of(Map.of("__name__", "system.cpu.load_average.1m", "host", "web-1")),
                List.of(new SentSeries.Point(1000, 1.5))),
            new SentSeries(
                Labels.of(Map.of("__name__", "system.disk.io", "host", "web-1", "device", "sda")),
                List.of(new SentSeries.Point(1003, -7)))),
        content.series());
    assertEquals(0, content.lost());
  }

  @ParameterizedTest
  @CsvSource({"cpu.mode, cpu.logical_number", "system.cpu.state, system.cpu.logical_number"})
  void attributesOfTheConventionsAreCalledAsTheReceiverCallsThem(String state, String cpu)
      throws BadRequest {
    OtlpRequest.Content content =
        read(
            request(
                    "web-1",
                    sum("system.cpu.time", point(1000, state, "user", cpu, "0").setAsDouble(7.5)))
                .toByteArray());
    assertEquals(
        List.of(
            Labels.of(
                Map.of(
                    "__name__", "system.cpu.time", "host", "web-1", "state", "user", "cpu", "0"))),
        content.series().stream().map(SentSeries::labels).toList());
  }

  @Test
  void jsonSaysTheSame() throws BadRequest {
    OtlpRequest.Content content =
        json(
            """
            {"resourceMetrics": [{
              "scopeMetrics": [{"scope": {"name": "s", "attributes": []}, "metrics": [
                {"sum": {"isMonotonic": true, "dataPoints": [
                    {"attributes": [{"key": "device", "value": {"stringValue": "sda"}},
                                    {"key": "n", "value": {"intValue": "12"}}],
                     "timeUnixNano": "1003000017", "asInt": "-7", "startTimeUnixNano": "1"}],
                  "aggregationTemporality": 2}, "name": "system.disk.io", "unit": "By"},
                {"name": "h", "histogram": {"dataPoints": [{"count": "1"}]}},
                {"name": "system.uptime", "gauge": {"dataPoints": [
                    {"timeUnixNano": 1000000000, "asDouble": 1.5, "exemplars": null}]}}]}],
              "resource": {"attributes": [{"key": "host.name", "value": {"stringValue": "web-1"}}]},
              "unknownMember": {"deep": [1, {"er": 2}]}}]}
            """);
    assertEquals(
        List.of(
            new SentSeries(
                Labels.of(
                    Map.of(
                        "__name__", "system.disk.io", "host", "web-1", "device", "sda", "n", "12")),
                List.of(new SentSeries.Point(1003, -7))),
            new SentSeries(
                Labels.of(Map.of("__name__", "system.uptime", "host", "web-1")),
                List.of(new SentSeries.Point(1000, 1.5)))),
        content.series());
  }

  @Test
  void theConventionsNewerAttributesAreTheShortOnes() throws BadRequest {
    OtlpRequest.Content content =
        read(
            request(
                    "w",
                    sum(
                        "system.disk.io",
                        point(1, "system.device", "sda", "disk.io.direction", "read").setAsInt(1)))
                .toByteArray());
    assertEquals(
        Map.of("__name__", "system.disk.io", "host", "w", "device", "sda", "direction", "read"),
        content.series().getFirst().labels().sorted());
  }

  @Test
  void differencesAreRefusedAndSaidOnce() throws BadRequest {
    var delta = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    OtlpRequest.Content content =
        read(
            request(
                    "w",
                    sum("system.disk.io", delta, point(1).setAsInt(1), point(2).setAsInt(1)),
                    sum("system.disk.io", delta, point(3).setAsInt(1)),
                    sum("app.requests", delta, point(1).setAsInt(1)))
                .toByteArray());
    assertEquals(3, content.lost());
    assertEquals(
        List.of("system.disk.io is of delta temporality; cumulative is expected"),
        content.refused());
    assertEquals(1, content.series().size());
  }

  @Test
  void aPointWithoutRecordedValueIsNone() throws BadRequest {
    OtlpRequest.Content content =
        read(request("w", gauge("system.uptime", point(1).setFlags(1))).toByteArray());
    assertTrue(Double.isNaN(content.series().getFirst().points().getFirst().value()));
  }

  @Test
  void whatIsOverALimitIsRefusedWhole() {
    var points = new io.opentelemetry.proto.metrics.v1.NumberDataPoint.Builder[9];
    Arrays.setAll(points, n -> point(n).setAsInt(n));
    BadRequest many =
        assertThrows(
            BadRequest.class,
            () -> read(request("w", gauge("system.uptime", points)).toByteArray()));
    assertEquals("413 over 8 data points", many.status() + " " + many.getMessage());
    BadRequest wide =
        assertThrows(
            BadRequest.class,
            () ->
                read(
                    request(
                            "w",
                            gauge(
                                "system.uptime",
                                point(1, "a", "1", "b", "2", "c", "3", "d", "4").setAsInt(1)))
                        .toByteArray()));
    assertEquals("400 over 3 attributes", wide.status() + " " + wide.getMessage());
    BadRequest text =
        assertThrows(BadRequest.class, () -> read(request("w".repeat(41)).toByteArray()));
    assertEquals("a name or value has over 40 characters", text.getMessage());
  }

  @Test
  void everyCutOfAMessageIsReadOrRefused() {
    byte[] whole =
        request("web-1", gauge("system.uptime", point(1, "a", "b").setAsInt(1))).toByteArray();
    int refused = 0;
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      try {
        read(part);
      } catch (BadRequest e) {
        refused++;
      }
    }
    assertEquals(whole.length - 1, refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"resourceMetrics\": {}}",
        "{\"resourceMetrics\": [1]}",
        "{\"resourceMetrics\": []} x",
        "{\"resourceMetrics\": [{\"resource\": []}]}",
        "{\"resourceMetrics\": [",
      })
  void whatIsNoSuchJsonIsRefused(String text) {
    assertThrows(BadRequest.class, () -> json(text));
  }

  @ParameterizedTest
  @CsvSource({"asInt, x, 'x'", "timeUnixNano, 1.5, '1.5'", "asDouble, abc, 'abc'"})
  void aNumberThatIsNoneIsNamed(String member, String value, String named) {
    String text =
        """
        {"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"name": "m", "gauge":
          {"dataPoints": [{"%s": "%s"}]}}]}]}]}
        """
            .formatted(member, value);
    BadRequest bad = assertThrows(BadRequest.class, () -> json(text));
    assertTrue(String.valueOf(bad.getMessage()).contains(named), bad.getMessage());
  }
}
