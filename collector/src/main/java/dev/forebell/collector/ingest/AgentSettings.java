package dev.forebell.collector.ingest;

import dev.forebell.common.wire.WireLimits;
import java.time.Duration;

/**
 * Bounds of the agents' endpoint.
 *
 * @param wire limits of the protocol
 * @param connections sockets at once: more than agents, for after an outage of the network the old
 *     sockets of all of them still stand while they connect anew
 * @param acceptPerSecond agents welcomed each second in the long run: what a hello costs both ends
 *     (keys or TLS, the marks of its lanes, its customer told) must leave time for those that are
 *     in already
 * @param acceptAtOnce agents welcomed without waiting after a quiet time
 * @param upgradeWithin from the connection to the upgrade, on the port for other machines
 * @param waitingOfOne connections of one address that are not upgraded yet
 * @param helloWithin from the upgrade to the Hello
 * @param silence a session that says nothing for so long is closed by us; well above any suspect
 *     time
 * @param lanes threads that decode; a host is always on the same one
 * @param inboxMessages messages of one agent that may wait before its socket is no longer read
 * @param queuedBytes bytes of all agents that may wait before every sender's socket pauses
 */
public record AgentSettings(
    WireLimits wire,
    int connections,
    int acceptPerSecond,
    int acceptAtOnce,
    Duration upgradeWithin,
    int waitingOfOne,
    Duration helloWithin,
    Duration silence,
    int lanes,
    int inboxMessages,
    long queuedBytes) {
  public static final AgentSettings DEFAULT =
      new AgentSettings(
          WireLimits.DEFAULT,
          16_000,
          500,
          1_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(40),
          2,
          16,
          64L << 20);

  /** With the usual bounds of what is not upgraded yet. */
  public AgentSettings(
      WireLimits wire,
      int connections,
      int acceptPerSecond,
      int acceptAtOnce,
      Duration helloWithin,
      Duration silence,
      int lanes,
      int inboxMessages,
      long queuedBytes) {
    this(
        wire,
        connections,
        acceptPerSecond,
        acceptAtOnce,
        Duration.ofSeconds(10),
        256,
        helloWithin,
        silence,
        lanes,
        inboxMessages,
        queuedBytes);
  }
}
