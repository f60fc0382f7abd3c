package dev.forebell.agent.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * Lets the kernel find out within half a minute that the other end is gone. The options are looked
 * up by name: a trimmed Java runtime need not have them, and then the link's own ping does alone.
 */
final class KeepAlive {
  private KeepAlive() {}

  static void apply(Bootstrap bootstrap) throws IOException {
    bootstrap.option(ChannelOption.SO_KEEPALIVE, true);
    try (SocketChannel probe = SocketChannel.open()) {
      set(bootstrap, probe.supportedOptions(), "TCP_KEEPIDLE", 15);
      set(bootstrap, probe.supportedOptions(), "TCP_KEEPINTERVAL", 5);
      set(bootstrap, probe.supportedOptions(), "TCP_KEEPCOUNT", 3);
      // In milliseconds; only a Java runtime of later days offers it.
      set(bootstrap, probe.supportedOptions(), "TCP_USER_TIMEOUT", 30_000);
    }
  }

  private static void set(
      Bootstrap bootstrap, Set<SocketOption<?>> supported, String name, int value) {
    for (SocketOption<?> option : supported) {
      if (option.name().equals(name) && option.type() == Integer.class) {
        @SuppressWarnings("unchecked") // its type was just asked
        SocketOption<Integer> number = (SocketOption<Integer>) option;
        bootstrap.option(NioChannelOption.of(number), value);
      }
    }
  }
}
