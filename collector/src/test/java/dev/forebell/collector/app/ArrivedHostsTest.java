package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.port.Source;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivedHostsTest {
  private static final CustomerId ACME = new CustomerId("acme");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("customers"));
    Files.writeString(
        folder.resolve("collector.yaml"),
        "sources: [{id: prom, customer: acme, site: hq, interval: 20s, max_hosts: 2, sha256: "
            + "0".repeat(64)
            + "}]\n");
    Files.writeString(
        folder.resolve("customers/acme.yaml"),
        """
        customer: {id: acme, code: ACME, zone: Europe/Berlin, people: 5, contract: c}
        sites: [{id: hq}]
        hosts:
          - {id: own, site: hq, kind: server}
          - {id: known, site: hq, kind: gateway, confirm: 5m, labels: {source: prom}}
        """);
    Files.createDirectories(folder.resolve("contracts"));
    Files.writeString(
        folder.resolve("contracts/c.yaml"),
        """
        contract: {id: c, valid_from: 2000-01-01, calendar: always}
        targets: [{clock: response, anchor: detected, amount: 1h}]
        """);
  }

  private Configuration read() {
    Loaded loaded = ConfigurationFiles.load(folder, new Secrets(name -> Optional.empty(), folder));
    return assertInstanceOf(Loaded.Ok.class, loaded, loaded.toString()).configuration();
  }

  private static Source source(Configuration configuration) {
    return configuration.collector().sources().getFirst();
  }

  @Test
  void aHostThatArrivedIsThereAfterARestart() throws IOException {
    Configuration files = read();
    ArrivedHosts.open(folder).add(source(files), new HostId("web-1"));
    ArrivedHosts again = ArrivedHosts.open(folder);
    assertEquals(1, again.of(source(files)));
    assertEquals(Optional.of("prom"), again.sourceOf(new HostId("web-1")));
    Configuration joined = again.join(files);
    assertEquals(
        Set.of("own", "known", "web-1"),
        Set.copyOf(
            joined.customers().get(ACME).hosts().keySet().stream().map(HostId::value).toList()));
  }

  @Test
  void itIsHeardAsOftenAsItsSourceIsExpected() throws IOException {
    Configuration files = read();
    ArrivedHosts arrived = ArrivedHosts.open(folder);
    arrived.add(source(files), new HostId("web-1"));
    var profiles = HostProfiles.of(arrived.join(files));
    HostProfile web = profiles.get(new HostId("web-1"));
    assertEquals(Duration.ofSeconds(20), web.heartbeat());
    assertEquals(Duration.ofSeconds(20), web.interval());
    assertEquals(Optional.of(Duration.ofSeconds(75)), web.confirm());
    HostProfile known = profiles.get(new HostId("known"));
    assertEquals(Optional.of(Duration.ofMinutes(5)), known.confirm());
    assertEquals(Duration.ofSeconds(20), known.heartbeat());
    assertEquals(Duration.ofSeconds(1), profiles.get(new HostId("own")).heartbeat());
  }

  @Test
  void withoutItsSourceAHostIsForgottenUntilItIsBack() throws IOException {
    Configuration files = read();
    ArrivedHosts arrived = ArrivedHosts.open(folder);
    arrived.add(source(files), new HostId("web-1"));
    Files.writeString(folder.resolve("collector.yaml"), "data: data\n");
    assertEquals(2, arrived.join(read()).customers().get(ACME).hosts().size());
  }
}
