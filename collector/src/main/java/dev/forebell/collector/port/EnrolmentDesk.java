package dev.forebell.collector.port;

import java.util.Optional;

/** Where a machine becomes an agent. Blocks: call off the event loops. */
public interface EnrolmentDesk {
  /**
   * What a machine asks with.
   *
   * @param token what it was given; empty: it is a copy that proves the identity it was copied with
   * @param key its own credential
   * @param hostName as it calls itself
   * @param machine its fingerprint; may be empty
   * @param bootId of the running system
   * @param seat its place in a pool; empty: none
   */
  record Request(
      Optional<String> token,
      Key key,
      String hostName,
      String machine,
      String bootId,
      Optional<String> seat) {}

  /** The credential that a machine made for itself. */
  sealed interface Key {
    /**
     * A public key, and the proof that the private one is there.
     *
     * @param spki Base64 of its DER
     * @param proof Base64 of an ECDSA signature, see docs/protocol.md
     */
    record Public(String spki, String proof) implements Key {}

    /** {@code sha256:} of a secret, where certificates cannot pass. */
    record SecretHash(String hash) implements Key {}
  }

  /** What becomes of it. */
  sealed interface Answer {
    /**
     * It is an agent.
     *
     * @param certificate PEM; empty: by secret
     */
    record Enrolled(EnrolledAgent agent, Optional<String> certificate) implements Answer {}

    /**
     * It is not.
     *
     * @param code for programs, such as {@code token_expired}
     * @param text for people, with the remedy
     */
    record Refused(String code, String text) implements Answer {}
  }

  /**
   * Admits a machine, or says why not. Asking again with the same key gives the same answer.
   *
   * @param proven id of the agent whose credential the connection carries, if any
   */
  Answer enrol(Request request, Optional<String> proven);
}
