package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Estate;
import dev.forebell.collector.engine.customer.Topology;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.json.EventObject;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several customers stand on: their incidents are theirs, and say nothing of each other. */
class ProviderElementTest {
  private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
  private static final Path FOLDER = Path.of("src/test/resources/replay/config");
  private static final CustomerId BETA = new CustomerId("beta");

  private final List<DeskOutput.Happened> happened = new ArrayList<>();
  private final Machines machines =
      new Machines(
          new MachineSink() {
            @Override
            public void happened(CustomerId customer, DeskOutput.Happened one) {
              happened.add(one);
            }
          });
  private Configuration configuration;

  @BeforeEach
  void everyMachineOfTheConfiguration() {
    configuration =
        switch (ConfigurationFiles.load(FOLDER, new Secrets(name -> Optional.empty(), FOLDER))) {
          case Loaded.Ok ok -> ok.configuration();
          case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
        };
    configuration.customers().values().forEach(one -> machines.put(CustomerState.of(one)));
    HostProfiles.of(configuration)
        .values()
        .forEach(profile -> machines.put(HostState.initial(profile, START)));
  }

  private void silent(String host, Instant at) {
    machines.host(new HostId(host), new HostInput.Silenced(at));
  }

  @Test
  void noCustomerReadsOfAnother() {
    List.of("hv-01", "beta-vdi-01", "gamma-erp").forEach(host -> silent(host, START));
    machines.runUntil(START.plusSeconds(60), _ -> Optional.empty());
    List<String> ofBeta =
        happened.stream()
            .filter(one -> one.incident().customer().equals(BETA))
            .map(EventObject::write)
            .toList();
    assertFalse(ofBeta.isEmpty());
    assertEquals(List.of(), ofBeta.stream().filter(line -> line.contains("gamma")).toList());
  }

  @Test
  void whatNamesTheProvidersVolumesStaysWithTheProvider() {
    for (int second = 0; second < 60; second += 10) {
      machines.host(new HostId("hv-01"), full(START.plusSeconds(second)));
    }
    List<String> lines = happened.stream().map(EventObject::write).toList();
    assertEquals(
        List.of("INC-BETA-2026-1", "INC-DC-2026-1", "INC-GAMMA-2026-1"),
        happened.stream().map(one -> one.incident().id().value()).distinct().sorted().toList());
    assertEquals(
        List.of(),
        lines.stream()
            .filter(line -> !line.contains("\"customer\":\"dc\""))
            .filter(line -> line.contains("tenant-gamma"))
            .toList());
  }

  private static HostInput full(Instant at) {
    TreeMap<String, String> attributes = new TreeMap<>();
    attributes.put("system.filesystem.mountpoint", "/tenant-gamma");
    attributes.put("system.filesystem.state", "used");
    Sample sample =
        new Sample(
            new SeriesKey("system.filesystem.utilization", new Attributes(attributes)),
            new Reading.Value(0.97));
    return new HostInput.Samples(
        at, new SampleBatch(Lane.LIVE, 0, at.getEpochSecond(), at, List.of(sample)));
  }

  @Test
  void aCustomerThatUsesTheElementNoMoreIsRidOfItsIncident() {
    silent("hv-01", START);
    machines.runUntil(START.plusSeconds(60), _ -> Optional.empty());
    CustomerState beta = machines.customer(BETA).orElseThrow();
    assertEquals(1, beta.incidents().size());
    Instant later = START.plusSeconds(60);
    machines.customer(BETA, new CustomerInput.ConfigChanged(later, withoutUses(beta)));
    assertEquals("incident.resolved", lastOfBeta());
  }

  private String lastOfBeta() {
    return happened.stream()
        .filter(one -> one.incident().customer().equals(BETA))
        .map(one -> one.event().name())
        .filter(name -> name.startsWith("incident."))
        .reduce("", (_, last) -> last);
  }

  private static CustomerConfig withoutUses(CustomerState beta) {
    Estate estate = beta.config().estate();
    return beta.config()
        .with(
            new Estate(
                estate.sites(), estate.hosts(), estate.services(), estate.groups(), Topology.NONE));
  }
}
