package dev.forebell.collector.port;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who watches the collector itself.
 *
 * @param heartbeat a sign of life that somebody else misses when it stays away
 * @param after how long tickets may be stuck before people are told
 * @param tell contacts, groups and rotas that are told when tickets cannot be delivered
 * @param by channels; empty: all of theirs
 */
public record Watch(
    Optional<Heartbeat> heartbeat, Duration after, List<String> tell, List<String> by) {
  /**
   * A request that goes out again and again.
   *
   * @param allow address ranges that may be private or loopback
   */
  public record Heartbeat(URI url, Duration every, List<String> allow) {}
}
