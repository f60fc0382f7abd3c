package dev.forebell.collector.trust;

import dev.forebell.collector.port.AgentCredential;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentDesk;
import dev.forebell.common.model.Secret;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who a credential belongs to, and how one follows another: the old one stays until the new one was
 * used, and a day longer.
 */
public final class Credentials {
  /** How long an agent's certificate lasts; agents renew after two thirds. */
  public static final Duration LIFE = Duration.ofDays(90);

  private static final Duration OVERLAP = Duration.ofDays(1);

  /**
   * Of one agent at a time. Two are usual; an agent whose clock is years ahead asks every hour, and
   * one that was taken over without end.
   */
  private static final int MOST_GOOD = 8;

  /** Secrets end with their agent, not by age: nobody is there to bring a new one. */
  private static final Duration SECRET_LIFE = Duration.ofDays(36_500);

  private final TrustState state;
  private final Authority authority;

  Credentials(TrustState state, Authority authority) {
    this.state = state;
    this.authority = authority;
  }

  /** The agent of a secret. */
  public Optional<EnrolledAgent> bySecret(Secret secret) {
    return owner(SecretText.hash(secret.reveal()));
  }

  /** The agent of a certificate's key. */
  public Optional<EnrolledAgent> byCertificate(X509Certificate certificate) {
    return owner(Fingerprints.ofKey(certificate));
  }

  private Optional<EnrolledAgent> owner(String hash) {
    Instant now = state.now();
    return state
        .credential(hash)
        .filter(credential -> now.isBefore(credential.endsAt()))
        .flatMap(credential -> state.agent(credential.agent()))
        .filter(EnrolledAgent::active);
  }

  /** The key that a request carries, if it is good: its credential, not saved yet. */
  Optional<AgentCredential> made(String purpose, EnrolmentDesk.Key key, String agent, Instant now) {
    return switch (key) {
      case EnrolmentDesk.Key.SecretHash secret ->
          Fingerprints.valid(secret.hash())
              ? Optional.of(
                  new AgentCredential(
                      secret.hash(),
                      agent,
                      Optional.empty(),
                      now,
                      Optional.empty(),
                      now.plus(SECRET_LIFE)))
              : Optional.empty();
      case EnrolmentDesk.Key.Public bare ->
          Proof.of(purpose, bare.spki(), bare.proof()).map(proven -> certified(proven, agent, now));
    };
  }

  private AgentCredential certified(PublicKey key, String agent, Instant now) {
    X509Certificate certificate = authority.agent(agent, key, now, LIFE);
    return new AgentCredential(
        Fingerprints.ofKey(certificate),
        agent,
        Optional.of(PemFile.text(java.util.List.of(certificate)) + authority.pem()),
        now,
        Optional.empty(),
        now.plus(LIFE));
  }

  /** What the credential of this key is known by. */
  public static String hashOf(EnrolmentDesk.Key key) {
    return switch (key) {
      case EnrolmentDesk.Key.SecretHash secret -> secret.hash();
      case EnrolmentDesk.Key.Public bare -> Fingerprints.of(Proof.bytes(bare.spki()));
    };
  }

  /**
   * Certifies a further key of an agent over its session; asked again with the same key, gives the
   * same certificate. The old one stays good.
   *
   * @return PEM; empty: the proof is none, the key's time is over, or the agent may not, or not now
   */
  public Optional<String> renew(String agent, String spki, String proof) {
    synchronized (state) {
      EnrolmentDesk.Key.Public key = new EnrolmentDesk.Key.Public(spki, proof);
      Optional<AgentCredential> known = state.credential(hashOf(key));
      if (known.isPresent()) {
        return known
            .filter(credential -> credential.agent().equals(agent))
            .filter(credential -> state.now().isBefore(credential.endsAt()))
            .flatMap(AgentCredential::certificate);
      }
      Instant now = state.now();
      Optional<AgentCredential> fresh =
          state
              .agent(agent)
              .filter(EnrolledAgent::active)
              .filter(_ -> good(agent, now) < MOST_GOOD)
              .flatMap(_ -> made("renew " + agent, key, agent, now));
      fresh.ifPresent(
          credential ->
              state.save(
                  new Changes()
                      .put(credential)
                      .note(
                          now, "agent:" + agent, "certificate.renewed", agent, credential.hash())));
      return fresh.flatMap(AgentCredential::certificate);
    }
  }

  private long good(String agent, Instant now) {
    return state.credentialsOf(agent).stream()
        .filter(credential -> now.isBefore(credential.endsAt()))
        .count();
  }

  /** A session stands on this credential: those before it end a day later. */
  public void used(String hash) {
    synchronized (state) {
      Optional<AgentCredential> found = state.credential(hash);
      if (found.isEmpty() || found.get().usedAt().isPresent()) {
        return;
      }
      Instant now = state.now();
      Changes changes = new Changes().put(found.get().used(now));
      for (AgentCredential other : state.credentialsOf(found.get().agent())) {
        if (!other.hash().equals(hash) && !other.issuedAt().isAfter(found.get().issuedAt())) {
          changes.put(other.ending(now.plus(OVERLAP)));
        }
      }
      state.save(changes);
    }
  }
}
