package dev.forebell.collector.ingest;

import dev.forebell.common.model.Secret;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Who may connect. From any thread; looking somebody up answers at once, the rest may block. */
public interface AgentDirectory {
  /** Who presents this key or secret; empty: nobody who may. */
  Optional<AgentIdentity> byKey(Secret key);

  /**
   * Whose certificate this is, which TLS has verified already; empty: revoked, or not known here.
   */
  Optional<AgentIdentity> byCertificate(X509Certificate certificate);

  /**
   * A machine, as its Hello describes it.
   *
   * @param machine fingerprint; empty: none given
   */
  record Presence(String hostName, String machine, String bootId) {}

  /** Whether this is the machine that enrolled, as far as fingerprints tell. */
  boolean isSameMachine(AgentIdentity agent, Presence presence);

  /**
   * Another machine proved this identity while its own lives.
   *
   * @return whether it may become a host of its own
   */
  boolean stranger(AgentIdentity agent, Presence presence);

  /** A session of this agent stands. */
  void connected(AgentIdentity agent, Presence presence);

  /**
   * Certifies a further key of this agent.
   *
   * @return PEM, one certificate each; none: refused
   */
  List<String> renew(AgentIdentity agent, String publicKey, String proof);
}
