package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.WatchMetrics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What one host's agent says of elements without one is theirs, and only of those it may speak for.
 */
class CheckedElementsTest {
  private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
  private static final Path FOLDER = Path.of("src/test/resources/checked");

  private final List<DeskOutput.Happened> happened = new ArrayList<>();
  private final Machines machines =
      new Machines(
          new MachineSink() {
            @Override
            public void happened(CustomerId customer, DeskOutput.Happened one) {
              happened.add(one);
            }
          });
  private SortedMap<HostId, HostProfile> profiles;

  @BeforeEach
  void everyMachineOfTheConfiguration() {
    Configuration configuration =
        switch (ConfigurationFiles.load(FOLDER, new Secrets(name -> Optional.empty(), FOLDER))) {
          case Loaded.Ok ok -> ok.configuration();
          case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
        };
    configuration.customers().values().forEach(one -> machines.put(CustomerState.of(one)));
    profiles = HostProfiles.of(configuration);
    profiles.values().forEach(profile -> machines.put(HostState.initial(profile, START)));
  }

  @Test
  void aDeadSwitchOpensAnIncidentOfTheSwitchAndItsReturnEndsIt() {
    say("probe-1", 0, 40, "switch-1", 0);
    assertEquals(List.of("incident.opened switch-1 device-unreachable"), told("incident.opened"));
    say("probe-1", 50, 100, "switch-1", 1);
    assertEquals(
        List.of("incident.resolved switch-1 device-unreachable"), told("incident.resolved"));
    assertEquals("check.name=c,check.type=ping", happened.getFirst().incident().key().subject());
  }

  @Test
  void whatAnAgentMayNotSpeakForIsNobodys() {
    say("probe-2", 0, 60, "switch-1", 0);
    say("probe-1", 0, 60, "switch-2", 0);
    say("probe-1", 70, 120, "other-switch", 0);
    say("probe-1", 130, 190, "probe-2", 0);
    say("probe-1", 200, 260, "no-such", 0);
    assertEquals(List.of(), told("incident.opened"));
  }

  @Test
  void checksOfTheOwnHostStayItsOwn() {
    say("probe-1", 0, 40, "", 0);
    assertEquals(List.of("incident.opened probe-1 device-unreachable"), told("incident.opened"));
  }

  @Test
  void anElementIsNeverAliveNorSilentNorLackingAnything() {
    say("probe-1", 0, 60, "gw-1", 1);
    machines.host(new HostId("probe-1"), new HostInput.Silenced(START.plusSeconds(60)));
    machines.runUntil(START.plusSeconds(3600), _ -> Optional.empty());
    assertEquals(LinkState.UNKNOWN, machines.host(new HostId("gw-1")).orElseThrow().linkState());
    assertEquals(
        List.of(),
        happened.stream()
            .filter(one -> one.incident().key().host().equals(Optional.of(new HostId("gw-1"))))
            .toList());
  }

  @Test
  void aSilentCheckerLeavesItsElementsAsTheyWere() {
    say("probe-1", 0, 40, "switch-1", 0);
    machines.host(new HostId("probe-1"), new HostInput.Silenced(START.plusSeconds(50)));
    machines.runUntil(START.plusSeconds(3600), _ -> Optional.empty());
    assertEquals(List.of(), told("incident.resolved"));
    assertEquals(
        List.of("incident.opened switch-1 device-unreachable", "incident.opened probe-1 host_down"),
        told("incident.opened"));
  }

  @Test
  void whatIsTakenOutOfABatchIsCountedAndTheRestIsAsItWas() {
    Sample own = Sample.of(Metrics.UPTIME.series(), 5);
    SampleBatch batch =
        new SampleBatch(
            Lane.LIVE, 7, 3, START, List.of(own, check("switch-1", 1), check("switch-9", 0)));
    CheckedElements said = CheckedElements.of(profiles.get(new HostId("probe-1")), batch);
    assertEquals(new SampleBatch(Lane.LIVE, 7, 3, START, List.of(own)), said.own());
    assertEquals(List.of(new HostId("switch-1")), List.copyOf(said.elements().keySet()));
    assertEquals(List.of(check("", 1)), said.elements().get(new HostId("switch-1")).samples());
    assertEquals(1, said.refused());
  }

  @Test
  void howOftenAnAgentSamplesGoesForItsElementsToo() {
    Sample pace = Sample.of(AgentMetrics.AGENT_SAMPLE_INTERVAL.series(), 60);
    SampleBatch batch =
        new SampleBatch(Lane.LIVE, 7, 3, START, List.of(pace, check("switch-1", 1)));
    CheckedElements said = CheckedElements.of(profiles.get(new HostId("probe-1")), batch);
    assertEquals(
        List.of(check("", 1), pace), said.elements().get(new HostId("switch-1")).samples());
    assertEquals(List.of(pace), said.own().samples());
  }

  private void say(String agent, int from, int to, String element, double up) {
    for (int second = from; second <= to; second += 10) {
      Instant at = START.plusSeconds(second);
      machines.host(
          new HostId(agent),
          new HostInput.Samples(
              at,
              new SampleBatch(
                  Lane.LIVE,
                  1,
                  second + 1L,
                  at,
                  List.of(
                      check(element, up),
                      Sample.of(Metrics.CPU_UTILIZATION.series(Metrics.CPU_MODE, "idle"), 0.5)))));
    }
  }

  private static Sample check(String element, double up) {
    SeriesKey series =
        WatchMetrics.CHECK_UP.series(WatchMetrics.CHECK_NAME, "c", WatchMetrics.CHECK_TYPE, "ping");
    return element.isEmpty()
        ? Sample.of(series, up)
        : Sample.of(
            new SeriesKey(
                series.metric(),
                series
                    .attributes()
                    .with(dev.forebell.common.model.Attributes.of(WatchMetrics.ELEMENT, element))),
            up);
  }

  private List<String> told(String event) {
    return happened.stream()
        .filter(one -> one.event().name().equals(event))
        .map(
            one ->
                event
                    + " "
                    + one.incident().key().host().map(HostId::value).orElse("-")
                    + " "
                    + one.incident().key().rule())
        .toList();
  }
}
