package dev.forebell.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.Frame.Saw;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a witness sees with real sockets, and what it declines to look at. */
class WitnessLookTest {
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void anOpenPortAmongClosedOnesOrTheFirstRefusalIsLife() throws IOException {
    int closed = closedPort();
    try (ServerSocket open = new ServerSocket(0, 1, HERE)) {
      assertEquals(Saw.REACHED, WitnessLook.at(HERE, List.of(open.getLocalPort()), WITHIN));
      assertTrue(
          List.of(Saw.REACHED, Saw.REFUSED)
              .contains(WitnessLook.at(HERE, List.of(closed, open.getLocalPort()), WITHIN)));
    }
    assertEquals(Saw.REFUSED, WitnessLook.at(HERE, List.of(closed), WITHIN));
  }

  @Test
  void withoutPortsNothingIsSeen() {
    assertEquals(Saw.UNREACHABLE, WitnessLook.at(HERE, List.of(), Duration.ofMillis(10)));
  }

  @Test
  void namesAndThisMachineItselfAreDeclined() {
    WitnessDesk desk = new WitnessDesk(true);
    for (String address :
        List.of("example.com", "127.0.0.1", "::1", "0.0.0.0", "169.254.169.254", "224.0.0.1")) {
      assertEquals(Saw.DECLINED, asked(desk, address), address);
    }
  }

  @Test
  void anUnwillingAgentDeclinesEverything() {
    assertEquals(Saw.DECLINED, asked(new WitnessDesk(false), "10.0.0.1"));
  }

  @Test
  void onlyACompleteEntryOfTheTableIsANeighbour() {
    List<String> table =
        List.of(
            "IP address       HW type     Flags       HW address            Mask     Device",
            "10.0.0.1         0x1         0x2         02:42:0a:00:00:01     *        eth0",
            "10.0.0.2         0x1         0x0         00:00:00:00:00:00     *        eth0");
    assertTrue(WitnessLook.isComplete(table, "10.0.0.1"));
    assertFalse(WitnessLook.isComplete(table, "10.0.0.2"));
    assertFalse(WitnessLook.isComplete(table, "10.0.0.3"));
  }

  private static Saw asked(WitnessDesk desk, String address) {
    CompletableFuture<Frame.WitnessAnswer> answer = new CompletableFuture<>();
    desk.ask(new Frame.Witness(1, address, List.of(9)), 1, answer::complete);
    return answer.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join().saw();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
      return socket.getLocalPort();
    }
  }
}
