package dev.forebell.agent.link;

import java.nio.file.Path;
import java.util.Optional;

/**
 * By what the collector is known. It is always verified; this says only against what.
 *
 * @param authorities PEM file of the authorities that may have signed its certificate; empty: those
 *     of the Java runtime, or the pinned one
 * @param pin {@code sha256:} and 64 hexadecimal digits: a certificate in its chain, which is then
 *     the only authority; empty: any of the authorities
 */
public record CollectorTrust(Optional<Path> authorities, Optional<String> pin) {
  /** The Java runtime's authorities. */
  public static final CollectorTrust OF_THE_RUNTIME =
      new CollectorTrust(Optional.empty(), Optional.empty());

  /** Whether a pin has the right shape. */
  public static boolean validPin(String text) {
    return text.matches("sha256:[0-9a-f]{64}");
  }
}
