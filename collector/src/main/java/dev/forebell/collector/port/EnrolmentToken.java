package dev.forebell.collector.port;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What lets machines enrol. The token itself is shown once and kept as a hash.
 *
 * @param id names it in lists and in the audit; no secret
 * @param hash {@code sha256:} of the token
 * @param kind of the hosts that come with it
 * @param host the one host it is for; empty: each machine brings its own name
 * @param uses how many machines it admits, at least 1
 * @param used how many it has admitted
 * @param clones whether a copy of a machine that it admitted may become a host of its own
 * @param pool of non-persistent desktops: their seats keep their host over every reset
 * @param retireAfter after how long unheard of a host is forgotten without a word; empty: never
 * @param by who made it
 * @param revokedAt empty: it was not
 */
public record EnrolmentToken(
    String id,
    String hash,
    CustomerId customer,
    SiteId site,
    HostKind kind,
    Optional<HostId> host,
    int uses,
    int used,
    boolean clones,
    Optional<String> pool,
    Optional<Duration> retireAfter,
    Instant createdAt,
    Instant expiresAt,
    String by,
    Optional<Instant> revokedAt) {
  /** Why it admits nobody at this moment; empty: it admits. */
  public Optional<String> closed(Instant now) {
    if (revokedAt.isPresent()) {
      return Optional.of("was revoked");
    }
    if (!now.isBefore(expiresAt)) {
      return Optional.of("expired at " + expiresAt);
    }
    return used < uses ? Optional.empty() : Optional.of("is used up (" + uses + ")");
  }

  /** After one more machine. */
  public EnrolmentToken usedOnce() {
    return new EnrolmentToken(
        id,
        hash,
        customer,
        site,
        kind,
        host,
        uses,
        used + 1,
        clones,
        pool,
        retireAfter,
        createdAt,
        expiresAt,
        by,
        revokedAt);
  }

  /** From now on it admits nobody. */
  public EnrolmentToken revoked(Instant at) {
    return new EnrolmentToken(
        id,
        hash,
        customer,
        site,
        kind,
        host,
        uses,
        used,
        clones,
        pool,
        retireAfter,
        createdAt,
        expiresAt,
        by,
        Optional.of(at));
  }
}
