package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which contracts stand side by side over a host. */
class CoverageTest {
  @TempDir private Path dir;

  @BeforeEach
  void contracts() throws IOException {
    for (String folder : List.of("contracts", "customers")) {
      Files.createDirectories(dir.resolve(folder));
    }
    for (String id : List.of("basic", "gold", "usual")) {
      Files.writeString(
          dir.resolve("contracts").resolve(id + ".yaml"),
          "contract: {id: " + id + ", calendar: always}\n");
    }
  }

  private Optional<String> covering(String host, String services) throws IOException {
    Files.writeString(
        dir.resolve("customers/a.yaml"),
        """
        customer: {id: a, zone: UTC, contract: usual}
        hosts: [{id: plain, kind: server}, {id: own, kind: server, contract: gold}]
        services: [%s]
        """
            .formatted(services));
    Loaded.Ok loaded = assertInstanceOf(Loaded.Ok.class, ConfigurationFiles.load(dir));
    CustomerConfig customer = loaded.configuration().customers().firstEntry().getValue();
    return Coverage.contractOf(customer, new HostId(host));
  }

  @Test
  void aHostWithoutServicesHasItsOwnContractOrTheCustomers() throws IOException {
    assertEquals(Optional.of("usual"), covering("plain", ""));
    assertEquals(Optional.of("gold"), covering("own", ""));
  }

  @Test
  void aServicesContractStandsInForTheCustomersAndBesideTheHosts() throws IOException {
    assertEquals(
        Optional.of("basic"), covering("plain", "{id: s, hosts: [plain], contract: basic}"));
    assertEquals(
        Optional.of("basic+gold"), covering("own", "{id: s, hosts: [own], contract: basic}"));
  }

  @Test
  void everyServiceOfTheHostCounts() throws IOException {
    String two =
        "{id: s, hosts: [plain], contract: gold}, {id: t, hosts: [plain], contract: basic}";
    assertEquals(Optional.of("basic+gold"), covering("plain", two));
    String withAndWithout = "{id: s, hosts: [plain], contract: gold}, {id: t, hosts: [plain]}";
    assertEquals(Optional.of("gold+usual"), covering("plain", withAndWithout));
  }
}
