package dev.forebell.agent.link;

import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.Frame.Saw;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers the only question a collector may ask: can you reach this neighbour? It connects and says
 * nothing, or looks into the system's own table of neighbours; it reads, runs and sends nothing
 * else. The agent's own file can decline for good, and there is a limit in any case.
 */
public final class WitnessDesk {
  private static final Duration WITHIN = Duration.ofMillis(600);
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
                        question.question(),
                        WitnessLook.at(address.get(), question.ports(), WITHIN))));
  }

  /** In figures, and no address that means this machine, everybody, or a service of a cloud. */
  private static Optional<InetAddress> neighbour(String text) {
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      boolean odd =
          address.isLoopbackAddress()
              || address.isAnyLocalAddress()
              || address.isMulticastAddress()
              || address.isLinkLocalAddress()
              || NetworkInterface.getByInetAddress(address) != null;
      return odd ? Optional.empty() : Optional.of(address);
    } catch (IllegalArgumentException | SocketException aName) {
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
}
