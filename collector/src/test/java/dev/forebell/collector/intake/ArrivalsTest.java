package dev.forebell.collector.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.port.ArrivalSink;
import dev.forebell.collector.port.Source;
import dev.forebell.collector.port.TokenHash;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.Secret;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalsTest {
  private static final Source SOURCE =
      new Source(
          "prom",
          new CustomerId("acme"),
          new SiteId("hq"),
          HostKind.SERVER,
          Duration.ofSeconds(15),
          10,
          TokenHash.of(new Secret("t")));

  private final List<String> told = new ArrayList<>();
  private final IntakeCounters counters = new IntakeCounters();
  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final Arrivals arrivals = new Arrivals(sink(), counters, () -> now, _ -> Duration.ZERO);

  private ArrivalSink sink() {
    return new ArrivalSink() {
      @Override
      public Admission admit(Source source, HostId name) {
        return name.value().startsWith("foreign") ? Admission.FOREIGN : Admission.ADMITTED;
      }

      @Override
      public CompletionStage<Boolean> arrived(
          Source source, HostId host, Instant sampledAt, List<Sample> samples) {
        told.add(host + "@" + sampledAt.getEpochSecond() + " " + samples.size());
        return CompletableFuture.completedFuture(true);
      }
    };
  }

  private static SentSeries load(String name, String instance, long second, double value) {
    return new SentSeries(
        Labels.of(Map.of("__name__", name, "instance", instance, "job", "node")),
        List.of(new SentSeries.Point(second * 1000, value)));
  }

  @Test
  void partsOfOneScrapeAreToldTogetherWhenNoMoreCome() {
    arrivals.take(SOURCE, List.of(load("node_load1", "web-1:9100", 10, 1)));
    arrivals.take(SOURCE, List.of(load("node_load15", "web-1:9100", 10, 1)));
    arrivals.tellComplete();
    assertEquals(List.of(), told);
    now = now.plusSeconds(2);
    arrivals.tellComplete();
    arrivals.tellComplete();
    assertEquals(List.of("web-1@10 2"), told);
  }

  @Test
  void aLaterScrapeEndsTheOneBefore() {
    arrivals.take(
        SOURCE,
        List.of(
            load("node_load15", "web-1", 25, 1),
            load("node_load1", "web-1", 10, 1),
            load("node_load15", "web-1", 10, 1)));
    assertEquals(List.of("web-1@10 2"), told);
    arrivals.take(SOURCE, List.of(load("node_load1", "web-1", 10, 1)));
    assertEquals(1, counters.of(IntakeCounters.Count.LATE));
  }

  @Test
  void timesWithinTheSpreadAreOneLookAndAnyFurtherIsTheNext() {
    Arrivals loose = new Arrivals(sink(), counters, () -> now, _ -> Duration.ofSeconds(2));
    loose.take(
        SOURCE,
        List.of(
            load("node_load1", "web-1", 11, 1),
            load("node_load5", "web-1", 10, 1),
            load("node_load15", "web-1", 12, 1),
            load("node_load1", "web-1", 20, 1)));
    assertEquals(List.of("web-1@10 3"), told);
    loose.take(SOURCE, List.of(load("node_load1", "web-1", 17, 1)));
    assertEquals(1, counters.of(IntakeCounters.Count.LATE));
  }

  @Test
  void aHostOfSomebodyElseIsRefusedAndTheOthersAreTaken() {
    Arrivals.Outcome outcome =
        arrivals.take(
            SOURCE,
            List.of(
                load("node_load1", "foreign-1", 10, 1),
                load("node_load1", "web-1", 10, 1),
                load("go_goroutines", "web-1", 10, 1)));
    assertEquals(List.of("host 'foreign-1' is not of this source"), outcome.refused());
    assertEquals(2, outcome.samples());
    assertEquals(1, counters.of(IntakeCounters.Count.IGNORED));
    assertEquals(1, counters.of(IntakeCounters.Count.TAKEN));
  }

  @Test
  void theMarkOfASeriesThatEndedIsNoValue() {
    arrivals.take(SOURCE, List.of(load("node_load1", "web-1", 10, Double.NaN)));
    now = now.plusSeconds(2);
    arrivals.tellComplete();
    assertTrue(told.isEmpty(), told.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "web-1:9100, web-1",
    "web-1.example.com:9100, web-1.example.com",
    "10.0.0.7:9100, 10.0.0.7",
    "web-1, web-1",
    "[fe80::1]:9100, fe80--1",
    "fe80::1, fe80--1"
  })
  void theHostIsTheInstanceWithoutItsPort(String instance, String host) {
    arrivals.take(SOURCE, List.of(load("node_load1", instance, 10, 1)));
    now = now.plusSeconds(2);
    arrivals.tellComplete();
    assertEquals(List.of(host + "@10 1"), told);
  }
}
