package dev.forebell.agent.link;

import dev.forebell.common.model.Secret;
import java.nio.file.Path;

/** How the agent proves who it is. */
public sealed interface LinkIdentity {
  /** Nothing to prove yet: for enrolment alone. */
  record None() implements LinkIdentity {}

  /** A key or secret, in a header inside TLS. */
  record Key(Secret key) implements LinkIdentity {}

  /**
   * A certificate and the private key that never left this host.
   *
   * @param certificate PEM, its own first
   * @param key PEM, PKCS#8
   */
  record Certificate(Path certificate, Path key) implements LinkIdentity {}
}
