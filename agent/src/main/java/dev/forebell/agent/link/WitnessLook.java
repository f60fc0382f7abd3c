package dev.forebell.agent.link;

import dev.forebell.common.wire.Frame.Saw;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One look at a neighbour: TCP to all ports at once, and what the system's own table of neighbours
 * learned meanwhile. The first sign of life ends it. Nothing is sent over a connection.
 */
final class WitnessLook {
  private static final Path NEIGHBOURS = Path.of("/proc/net/arp");
  private static final String COMPLETE = "0x2";
  private static final String NO_HARDWARE = "00:00:00:00:00:00";

  private WitnessLook() {}

  /**
   * Looks.
   *
   * @param within how long no answer is waited for
   */
  static Saw at(InetAddress address, List<Integer> ports, Duration within) {
    // An entry that was there before may be of one that died a moment ago: only a new one tells.
    boolean known = isInTable(address);
    Saw saw = connect(address, ports, within);
    return saw == Saw.UNREACHABLE && !known && isInTable(address) ? Saw.NEIGHBOUR : saw;
  }

  private static Saw connect(InetAddress address, List<Integer> ports, Duration within) {
    try (Selector selector = Selector.open()) {
      try {
        for (int port : ports) {
          if (begin(selector, new InetSocketAddress(address, port)) == Saw.REACHED) {
            return Saw.REACHED;
          }
        }
        return await(selector, System.nanoTime() + within.toNanos());
      } finally {
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      }
    } catch (IOException noSockets) {
      return Saw.DECLINED;
    }
  }

  private static Saw begin(Selector selector, InetSocketAddress to) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_CONNECT);
    try {
      return channel.connect(to) ? Saw.REACHED : Saw.UNREACHABLE;
    } catch (IOException noRoute) {
      channel.close();
      return Saw.UNREACHABLE;
    }
  }

  private static Saw await(Selector selector, long untilNanos) throws IOException {
    while (true) {
      long left = untilNanos - System.nanoTime();
      if (left > 0) {
        selector.select(Math.max(1, left / 1_000_000));
      } else {
        // A host that was slow to run this thread must not take an answer for none.
        selector.selectNow();
      }
      for (SelectionKey key : selector.selectedKeys()) {
        Saw saw = finish(key);
        if (saw != Saw.UNREACHABLE) {
          return saw;
        }
      }
      selector.selectedKeys().clear();
      if (left <= 0 || selector.keys().stream().noneMatch(SelectionKey::isValid)) {
        return Saw.UNREACHABLE;
      }
    }
  }

  private static Saw finish(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      return channel.finishConnect() ? Saw.REACHED : Saw.UNREACHABLE;
    } catch (ConnectException e) {
      channel.close();
      return String.valueOf(e.getMessage()).contains("refused") ? Saw.REFUSED : Saw.UNREACHABLE;
    } catch (IOException noRoute) {
      channel.close();
      return Saw.UNREACHABLE;
    }
  }

  private static boolean isInTable(InetAddress address) {
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
                    && field[2].equals(COMPLETE)
                    && !field[3].equals(NO_HARDWARE));
  }
}
