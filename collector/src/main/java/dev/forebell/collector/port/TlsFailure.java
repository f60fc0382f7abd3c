package dev.forebell.collector.port;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why no connection could be made private, in words that say what to do. */
public final class TlsFailure {
  private static final int DEEPEST = 10;

  private TlsFailure() {}

  /** What TLS says of it; empty: it is no failure of TLS. */
  public static Optional<String> words(Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(Optional.of(failure), one -> one.map(Throwable::getCause))
            .limit(DEEPEST)
            .flatMap(Optional::stream)
            .toList();
    return causes.stream().anyMatch(SSLException.class::isInstance)
        ? Optional.of(word(causes.reversed()))
        : Optional.empty();
  }

  // The deepest cause that is known says it; those around it only repeat it.
  private static String word(List<Throwable> causes) {
    return causes.stream()
        .flatMap(cause -> known(cause).stream())
        .findFirst()
        .orElseGet(() -> "TLS failed: " + causes.getFirst().getMessage());
  }

  private static Optional<String> known(Throwable cause) {
    return switch (cause) {
      case CertPathBuilderException _ ->
          Optional.of(
              "its certificate is from no authority that is trusted here; name the house's own"
                  + " under authority");
      case CertificateExpiredException _ -> Optional.of("its certificate has expired");
      case CertificateNotYetValidException _ -> Optional.of("its certificate is not valid yet");
      case SSLException plain when message(plain).startsWith("not an SSL/TLS record") ->
          Optional.of("it does not speak TLS at this port; is it http there?");
      case CertificateException other when message(other).startsWith("No ") ->
          Optional.of("its certificate is for another name: " + message(other));
      default -> Optional.empty();
    };
  }

  private static String message(Throwable cause) {
    return Optional.ofNullable(cause.getMessage()).orElse("");
  }
}
