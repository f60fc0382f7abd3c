package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachinesTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant LATER = START.plusSeconds(3600);
  private static final Path FOLDER = Path.of("src/test/resources/replay/config");
  private static final HostId HOST = new HostId("vdi-01");

  private final List<String> said = new ArrayList<>();
  private final MachineSink sink =
      new MachineSink() {
        @Override
        public void happened(CustomerId customer, DeskOutput.Happened happened) {
          said.add(customer + " " + happened.event().name() + " " + happened.event().at());
        }
      };
  private final Machines machines = new Machines(sink);

  @BeforeEach
  void everyMachineOfTheConfiguration() {
    Configuration configuration =
        switch (ConfigurationFiles.load(FOLDER, new Secrets(name -> Optional.empty(), FOLDER))) {
          case Loaded.Ok ok -> ok.configuration();
          case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
        };
    configuration.customers().values().forEach(one -> machines.put(CustomerState.of(one)));
    HostProfiles.of(configuration)
        .values()
        .forEach(profile -> machines.put(HostState.initial(profile, START)));
  }

  @Test
  void whatDetectionSaysReachesTheCustomerInTheSameInstant() {
    machines.host(HOST, new HostInput.Heartbeat(START));
    machines.runUntil(LATER, _ -> Optional.empty());
    assertEquals("acme incident.opened 2026-11-21T12:00:30Z", said.getFirst());
  }

  @Test
  void whatIsDueAtTheVeryTimeIsNotTickedYet() {
    machines.host(HOST, new HostInput.Heartbeat(START));
    machines.runUntil(START.plusSeconds(30), _ -> Optional.empty());
    assertEquals(List.of(), said);
    assertEquals(Optional.of(START.plusSeconds(30)), machines.earliestWake());
  }

  @Test
  void detectionIsNotAskedWhileTheCollectorWasDeaf() {
    machines.host(HOST, new HostInput.Heartbeat(START));
    Instant end = START.plusSeconds(600);
    machines.runUntil(end, time -> time.isAfter(START) ? Optional.of(end) : Optional.empty());
    assertEquals(List.of(), said);
    assertEquals(Optional.of(end), machines.earliestWake());
  }

  @Test
  void aHostThatWasTakenOutWantsNothingMore() {
    machines.host(HOST, new HostInput.Heartbeat(START));
    machines.remove(HOST);
    assertTrue(machines.earliestWake().isEmpty());
    machines.host(HOST, new HostInput.Heartbeat(LATER));
    assertTrue(machines.host(HOST).isEmpty());
  }

  /** Beats put the time-out off, and nothing is ticked where the first of them had put it. */
  @Test
  void aHostThatBeatsWantsItsTickWhenItsLastBeatSaysSo() {
    for (int second = 0; second <= 20; second++) {
      machines.host(HOST, new HostInput.Heartbeat(START.plusSeconds(second)));
    }
    assertEquals(List.of(), machines.takeDue(START.plusSeconds(22)));
    assertEquals(Optional.of(START.plusSeconds(23)), machines.earliestWake());
    assertEquals(1, machines.takeDue(START.plusSeconds(23)).size());
  }

  @Test
  void silenceAfterManyBeatsIsToldAfterTheLastOfThem() {
    for (int second = 0; second <= 20; second++) {
      machines.runUntil(START.plusSeconds(second), _ -> Optional.empty());
      machines.host(HOST, new HostInput.Heartbeat(START.plusSeconds(second)));
    }
    machines.runUntil(LATER, _ -> Optional.empty());
    assertEquals("acme incident.opened 2026-11-21T12:00:50Z", said.getFirst());
  }

  @Test
  void timeNeverRunsBackwardsHoweverInputsAreStamped() {
    machines.host(HOST, new HostInput.Heartbeat(START.plusSeconds(10)));
    machines.host(HOST, new HostInput.Heartbeat(START));
    machines.runUntil(LATER, _ -> Optional.empty());
    assertEquals("acme incident.opened 2026-11-21T12:00:40Z", said.getFirst());
  }
}
