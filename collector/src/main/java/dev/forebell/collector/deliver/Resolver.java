package dev.forebell.collector.deliver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host name into addresses. Blocks. */
@FunctionalInterface
interface Resolver {
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
