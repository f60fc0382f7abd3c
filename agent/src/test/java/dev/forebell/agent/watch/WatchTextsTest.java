package dev.forebell.agent.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTextsTest {
  private static final List<String> TCP =
      List.of(
          "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid",
          "   0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000   104",
          "   1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0",
          "   2: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0",
          "   3: 0000000000000000FFFF00000100007F:0050 00000000000000000000000000000000:0000 0A"
              + " 00000000:00000000 00:00000000");

  @Test
  void aPortIsListenedOnEverywhereOrOnTheAddressThatIsAskedFor() {
    ListeningPorts ports = ListeningPorts.parse(TCP);
    assertTrue(ports.has(PortWatch.of(22)));
    assertTrue(ports.has(watch("192.0.2.7", 22)), "everywhere is there too");
    assertTrue(ports.has(watch("127.0.0.1", 5432)));
    assertFalse(ports.has(watch("192.0.2.7", 5432)), "only on loopback");
    assertTrue(ports.has(watch("127.0.0.1", 80)), "through an IPv6 socket");
    assertFalse(ports.has(PortWatch.of(8080)), "a connection is no listener");
  }

  @Test
  void aRealListenerIsSeenAndMissedWhenItIsGone() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      assertEquals(Reading.of(1), listening(port));
    }
    assertEquals(Reading.of(0), listening(port));
  }

  @Test
  void failedUnitsAreTheFirstWords() {
    assertEquals(
        Set.of("ssh.service", "var-lib.mount"),
        FailedUnitProbe.parse(
            """
            ssh.service loaded failed failed OpenBSD Secure Shell server
            ● var-lib.mount loaded failed failed /var/lib

            """));
  }

  @Test
  void aUnitThatFailedAndRecoversIsToldSo(@TempDir Path folder) throws IOException {
    Path list = folder.resolve("list");
    FailedUnitProbe probe = new FailedUnitProbe(List.of("cat", list.toString()));
    Files.writeString(list, "a.service loaded failed failed A\n");
    assertEquals(List.of(Reading.of(1), Reading.of(1)), readings(probe.read()));
    Files.writeString(list, "");
    assertEquals(List.of(Reading.of(0), Reading.of(0)), readings(probe.read()));
  }

  @Test
  void aUnitRunsWhenItsControlGroupHoldsAProcess(@TempDir Path root) throws IOException {
    ControlGroups groups = new ControlGroups(List.of(root.resolve("none"), root));
    assertFalse(groups.exist());
    ServiceProbe probe =
        new ServiceProbe(List.of("ssh.service", "getty@tty1.service", "gone.service"), groups);
    assertEquals(
        List.of(Reading.unavailable(Cause.NOT_SUPPORTED)),
        readings(probe.read()).stream().distinct().toList());

    Path ssh = Files.createDirectories(root.resolve("system.slice/ssh.service"));
    Path getty =
        Files.createDirectories(root.resolve("system.slice/system-getty.slice/getty@tty1.service"));
    Files.writeString(ssh.resolve("cgroup.events"), "populated 1\nfrozen 0\n");
    Files.writeString(getty.resolve("cgroup.procs"), "812\n");
    assertEquals(List.of(Reading.of(1), Reading.of(1), Reading.of(0)), readings(probe.read()));

    Files.writeString(ssh.resolve("cgroup.events"), "populated 0\nfrozen 0\n");
    Files.writeString(getty.resolve("cgroup.procs"), "");
    assertEquals(List.of(Reading.of(0), Reading.of(0), Reading.of(0)), readings(probe.read()));
  }

  private static Reading listening(int port) throws IOException {
    return PortProbe.ofThisMachine(List.of(PortWatch.of(port))).read().getFirst().reading();
  }

  private static List<Reading> readings(List<Sample> samples) {
    return samples.stream().map(Sample::reading).toList();
  }

  private static PortWatch watch(String address, int port) {
    List<Byte> bytes = new ArrayList<>();
    for (String part : address.split("\\.", -1)) {
      bytes.add((byte) Integer.parseInt(part));
    }
    return new PortWatch(bytes, address, port);
  }
}
