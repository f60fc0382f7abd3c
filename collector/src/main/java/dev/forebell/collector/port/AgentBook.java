package dev.forebell.collector.port;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Secret;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens and agents as people see and change them. Blocks: call off the event loops. */
public interface AgentBook {
  /** What a new token is to be; see {@link EnrolmentToken}. */
  record TokenOrder(
      CustomerId customer,
      SiteId site,
      HostKind kind,
      Optional<HostId> host,
      int uses,
      Duration lasts,
      boolean clones,
      Optional<String> pool,
      Optional<Duration> retireAfter,
      String by) {}

  /**
   * A token that was made.
   *
   * @param secret shown this once
   * @param collector address that agents dial
   * @param pin fingerprint of the authority that they will find there; empty: no TLS
   */
  record NewToken(EnrolmentToken token, Secret secret, String collector, Optional<String> pin) {}

  /**
   * A machine that came with somebody else's identity.
   *
   * @param of id of the agent that it is a copy of
   * @param allowed whether it may become a host of its own
   * @param times how often it came
   */
  record Stranger(
      String of,
      HostId host,
      String hostName,
      String machine,
      String bootId,
      boolean allowed,
      Instant firstAt,
      Instant lastAt,
      long times) {}

  /** What could not be done. */
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String code;

    public Refused(String code, String text) {
      super(text, null, false, false);
      this.code = code;
    }

    /** For programs, such as {@code no_such_agent}. */
    public String code() {
      return code;
    }
  }

  /** Every token, newest first. */
  List<EnrolmentToken> tokens();

  /**
   * Makes one.
   *
   * @throws Refused naming what does not exist
   */
  NewToken create(TokenOrder order);

  /**
   * Ends one; agents that it admitted stay.
   *
   * @throws Refused if there is none
   */
  EnrolmentToken revokeToken(String id, String by);

  /** Every agent that enrolled, by host. */
  List<EnrolledAgent> agents();

  /** Copies that were kept out, newest first. */
  List<Stranger> strangers();

  /**
   * Ends an agent's identity; its live session is cut.
   *
   * @param agent its id or its host
   * @throws Refused if there is none
   */
  EnrolledAgent revoke(String agent, String by);

  /**
   * Says that the machine that was kept out is the agent's own, moved or rebuilt, and no copy.
   *
   * @param agent its id or its host
   * @throws Refused if there is none, or nobody was kept out
   */
  EnrolledAgent acceptMachine(String agent, String by);

  /** Who did what, newest first. */
  List<TrustStore.TrustNote> notes(int limit);
}
