package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentRegistryIT {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve(AgentRegistry.FILE_NAME);
  }

  @Test
  void aNewAgentIsFoundByItsKeyAlsoAfterARestart() throws Exception {
    AgentRegistry registry = AgentRegistry.open(folder);
    Secret key = registry.add(IngestBench.identity("web-1"));
    Secret other = registry.add(IngestBench.identity("1.0"));
    assertNotEquals(key, other);
    for (AgentRegistry each : List.of(registry, AgentRegistry.open(folder))) {
      assertEquals(Optional.of(IngestBench.identity("web-1")), each.find(key));
      assertEquals(Optional.of(IngestBench.identity("1.0")), each.find(other));
      assertEquals(Optional.empty(), each.find(new Secret(key.reveal() + "x")));
      assertEquals(Optional.empty(), each.find(new Secret("")));
      assertEquals(2, each.agents().size());
    }
  }

  @Test
  void theFileHoldsNoKeyAndIsTheOwnersAlone() throws Exception {
    Secret key = AgentRegistry.open(folder).add(IngestBench.identity("web-1"));
    assertTrue(key.reveal().matches("forebell_agent_[A-Za-z0-9_-]{43}"), "256 bits");
    String bits = key.reveal().substring("forebell_agent_".length());
    assertFalse(Files.readString(file).contains(bits));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aMissingFileMeansNoAgents() throws Exception {
    assertEquals(List.of(), AgentRegistry.open(folder).agents());
    assertFalse(Files.exists(file));
  }

  @Test
  void mistakesAreAllNamedWithTheirPlaces() throws Exception {
    Files.writeString(
        file,
        """
        agents:
          - {key_hash: abc, host: "web 1", customer: acme, site: hq, kind: toaster}
          - {host: web-2, customer: acme, site: hq, kind: server}
        """);
    String message =
        assertThrows(AgentsFile.Broken.class, () -> AgentRegistry.open(folder)).getMessage();
    assertTrue(message.contains(file + ":2:16: key_hash: 'abc'"), message);
    assertTrue(message.contains("2:27: host: 'web 1'"), message);
    assertTrue(message.contains("kind: "), message);
    assertTrue(message.contains("key_hash is missing"), message);
  }

  @Test
  void aBrokenFileDoesNotTakeTheAgentsInForceAway() throws Exception {
    AgentRegistry registry = AgentRegistry.open(folder);
    Secret key = registry.add(IngestBench.identity("web-1"));
    Files.writeString(file, "agents: {");
    assertThrows(AgentsFile.Broken.class, registry::reload);
    assertTrue(registry.find(key).isPresent());
    Files.writeString(file, "agents: []\n");
    registry.reload();
    assertTrue(registry.find(key).isEmpty());
  }

  @Test
  void twoKeysMayStandForOneHostWhileOneIsReplaced() throws Exception {
    AgentRegistry registry = AgentRegistry.open(folder);
    Secret old = registry.add(IngestBench.identity("web-1"));
    Secret fresh = registry.add(IngestBench.identity("web-1"));
    assertEquals(registry.find(old), registry.find(fresh));
  }
}
