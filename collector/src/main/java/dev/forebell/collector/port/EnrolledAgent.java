package dev.forebell.collector.port;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An agent that enrolled. Its identity is its credential; what it says about itself only helps to
 * tell a copy from the original.
 *
 * @param id random, minted here; the subject of its certificates
 * @param token id of the token that admitted it
 * @param hostName as the machine called itself when it enrolled or last connected
 * @param machine fingerprint of the machine; empty: it gives none
 * @param cloneOf the agent it was copied from
 * @param seat its place in a pool of non-persistent desktops
 * @param seenAt when it last connected
 */
public record EnrolledAgent(
    String id,
    HostId host,
    CustomerId customer,
    SiteId site,
    HostKind kind,
    String token,
    String hostName,
    String machine,
    State state,
    Optional<String> cloneOf,
    Optional<String> seat,
    Optional<Duration> retireAfter,
    Instant enrolledAt,
    Instant seenAt) {
  /** Whether it may connect. */
  public enum State {
    /** It may. */
    ACTIVE,
    /** A person, or its successor on the host, put an end to it. */
    REVOKED,
    /** Unheard of for so long that it was forgotten. */
    RETIRED;

    /** As it is written. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean active() {
    return state == State.ACTIVE;
  }

  /** The same in another state. */
  public EnrolledAgent in(State other) {
    return changed(hostName, machine, other, seenAt);
  }

  /** The same agent, seen on this machine. */
  public EnrolledAgent seen(String name, String onMachine, Instant at) {
    return changed(name, onMachine, state, at);
  }

  private EnrolledAgent changed(String name, String onMachine, State other, Instant at) {
    return new EnrolledAgent(
        id,
        host,
        customer,
        site,
        kind,
        token,
        name,
        onMachine,
        other,
        cloneOf,
        seat,
        retireAfter,
        enrolledAt,
        at);
  }
}
