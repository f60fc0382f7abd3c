package dev.forebell.collector.port;

import java.time.Instant;
import java.util.Optional;

/**
 * What an agent proves its identity with: a public key that was certified, or a secret.
 *
 * @param hash {@code sha256:} of the public key or of the secret
 * @param agent id of the agent
 * @param certificate PEM of it and its authority; empty: a secret
 * @param usedAt when it was first used
 * @param endsAt from when it is not accepted any more
 */
public record AgentCredential(
    String hash,
    String agent,
    Optional<String> certificate,
    Instant issuedAt,
    Optional<Instant> usedAt,
    Instant endsAt) {
  /** The same, first used now. */
  public AgentCredential used(Instant at) {
    return new AgentCredential(hash, agent, certificate, issuedAt, Optional.of(at), endsAt);
  }

  /** The same, ending then, or earlier if it would anyway. */
  public AgentCredential ending(Instant at) {
    return new AgentCredential(
        hash, agent, certificate, issuedAt, usedAt, at.isBefore(endsAt) ? at : endsAt);
  }
}
