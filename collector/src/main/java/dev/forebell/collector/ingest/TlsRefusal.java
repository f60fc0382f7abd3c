package dev.forebell.collector.ingest;

import java.util.Locale;
import java.util.Optional;

/** Why a TLS handshake ended without a connection, as a label of a meter. */
public enum TlsRefusal {
  /** A protocol version that is too old, or no cipher in common. */
  VERSION,
  /** The other side's certificate has expired. */
  EXPIRED,
  /** The other side's certificate is not of our authority, or is broken. */
  CERTIFICATE,
  /** The other side did not accept our certificate. */
  REFUSED_US,
  /** Not TLS at all. */
  NOT_TLS,
  /** Nothing came for ten seconds. */
  TIMEOUT,
  /** Gone in the middle, or anything else. */
  OTHER;

  static TlsRefusal of(Throwable failure) {
    StringBuilder all = new StringBuilder();
    Optional<Throwable> next = Optional.of(failure);
    for (int depth = 0; next.isPresent() && depth < 8; depth++) {
      all.append(next.get()).append('\n');
      next = Optional.ofNullable(next.get().getCause());
    }
    return of(all.toString().toLowerCase(Locale.ROOT).replace(' ', '_'));
  }

  /** By the words of both engines; their messages are all that tells the cases apart. */
  private static TlsRefusal of(String said) {
    if (said.contains("not_an_ssl/tls_record") || said.contains("notsslrecord")) {
      return NOT_TLS;
    }
    if (said.contains("timed_out") || said.contains("timeout")) {
      return TIMEOUT;
    }
    if (said.contains("received_fatal_alert")
        || said.contains("sslv3_alert")
        || said.contains("tlsv1_alert")) {
      return said.contains("protocol_version") || said.contains("handshake_failure")
          ? VERSION
          : REFUSED_US;
    }
    if (said.contains("protocol") || said.contains("cipher") || said.contains("client_requested")) {
      return VERSION;
    }
    if (said.contains("expired") || said.contains("notafter")) {
      return EXPIRED;
    }
    return said.contains("certif") || said.contains("certpath") || said.contains("unknown_ca")
        ? CERTIFICATE
        : OTHER;
  }

  /** The label: {@code not_tls}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
