package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostFactsProbeTest {
  @Test
  void systemsAndProcessorsAreNamedAsTheConventionsDo() {
    assertEquals("linux", HostFactsProbe.osType("Linux"));
    assertEquals("windows", HostFactsProbe.osType("Windows Server 2022"));
    assertEquals("darwin", HostFactsProbe.osType("Mac OS X"));
    assertEquals("arm64", HostFactsProbe.architecture("aarch64"));
    assertEquals("amd64", HostFactsProbe.architecture("amd64"));
  }

  @Test
  void theDistributionNamesItself() {
    assertEquals(
        Optional.of("Debian GNU/Linux 12 (bookworm)"),
        HostFactsProbe.prettyName(
            List.of("NAME=\"Debian\"", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"")));
    assertEquals(Optional.empty(), HostFactsProbe.prettyName(List.of("NAME=x")));
  }
}
