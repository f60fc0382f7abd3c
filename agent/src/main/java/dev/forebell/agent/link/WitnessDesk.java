package dev.forebell.agent.link;

import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.Frame.Saw;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers the only question a collector may ask: can you reach this neighbour? It connects and says
 * nothing, or looks into the system's own table of neighbours; it reads, runs and sends nothing
 * else. The agent's own file can decline for good, and there is a limit in any case.
 */
public final class WitnessDesk {
  private static final Duration WITHIN = Duration.ofMillis(900);
  private static final Path NEIGHBOURS = Path.of("/proc/net/arp");
  private static final int MOST_A_MINUTE = 30;
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final boolean willing;
  private long minuteBegan;
  private int answered;

  /**
   * @param willing whether the agent's own file allows it
   */
  public WitnessDesk(boolean willing) {
    this.willing = willing;
  }

  /** Answers within about a second, on a thread of its own; at once if it declines. */
  void ask(Frame.Witness question, long nowNanos, Consumer<Frame.WitnessAnswer> answer) {
    Optional<InetAddress> address = neighbour(question.address());
    if (!willing || address.isEmpty() || !admitted(nowNanos)) {
      answer.accept(new Frame.WitnessAnswer(question.question(), Saw.DECLINED));
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("forebell-witness")
        .start(
            () ->
                answer.accept(
                    new Frame.WitnessAnswer(
                        question.question(), look(address.get(), question.ports()))));
  }

  /** In figures, and no address that means this machine, everybody, or a service of a cloud. */
  private static Optional<InetAddress> neighbour(String text) {
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      boolean odd =
          address.isLoopbackAddress()
              || address.isAnyLocalAddress()
              || address.isMulticastAddress()
              || address.isLinkLocalAddress();
      return odd ? Optional.empty() : Optional.of(address);
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  private boolean admitted(long nowNanos) {
    if (answered == 0 || nowNanos - minuteBegan > MINUTE_NANOS) {
      minuteBegan = nowNanos;
      answered = 0;
    }
    answered++;
    return answered <= MOST_A_MINUTE;
  }

  private static Saw look(InetAddress address, List<Integer> ports) {
    Saw best = Saw.UNREACHABLE;
    int each = (int) WITHIN.toMillis() / Math.max(1, ports.size());
    for (int port : ports) {
      Saw saw = connect(address, port, each);
      if (saw == Saw.REACHED) {
        return saw;
      }
      best = saw == Saw.REFUSED ? saw : best;
    }
    return best == Saw.UNREACHABLE && inTable(address) ? Saw.REACHED : best;
  }

  private static Saw connect(InetAddress address, int port, int millis) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), millis);
      return Saw.REACHED;
    } catch (ConnectException e) {
      return String.valueOf(e.getMessage()).contains("refused") ? Saw.REFUSED : Saw.UNREACHABLE;
    } catch (IOException silent) {
      return Saw.UNREACHABLE;
    }
  }

  /** A complete entry of the kernel's: it was asked for just now, by the attempts above. */
  private static boolean inTable(InetAddress address) {
    try {
      return Files.exists(NEIGHBOURS)
          && isComplete(Files.readAllLines(NEIGHBOURS), address.getHostAddress());
    } catch (IOException noTable) {
      return false;
    }
  }

  /** Address, hardware type, flags (2: complete), hardware address, mask, device. */
  static boolean isComplete(List<String> table, String address) {
    return table.stream()
        .map(line -> line.strip().split("\\s+", -1))
        .anyMatch(
            field ->
                field.length > 3
                    && field[0].equals(address)
                    && field[2].equals("0x2")
                    && !field[3].equals("00:00:00:00:00:00"));
  }
}
