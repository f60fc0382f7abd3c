package dev.forebell.agent.identity;

import dev.forebell.agent.link.LinkIdentity;
import dev.forebell.common.wire.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One certificate after another. The new key is written, then certified, then tried; only when a
 * session stood on it does it take the old one's place. Cut off anywhere in between, the next
 * attempt goes on from there, and the old one is still good.
 */
final class Renewal {
  private static final String KEY = IdentityFolder.NEXT_KEY;
  private static final String PUBLIC = IdentityFolder.NEXT_PUBLIC;
  private static final String CERTIFICATE = IdentityFolder.NEXT_CERTIFICATE;

  /** Of a certificate's life. */
  private static final double DUE = 2.0 / 3;

  /** At most one question in this time, whatever came of it and whatever this host's clock says. */
  private static final Duration SELDOM = Duration.ofHours(1);

  private final IdentityFolder folder;
  private Optional<Due> due = Optional.empty();
  private Optional<Instant> askedAt = Optional.empty();
  private boolean skipNext;

  /** When a certificate, by its file's name, is to be followed by another. */
  private record Due(String certificate, Instant at) {}

  Renewal(IdentityFolder folder) {
    this.folder = folder;
  }

  /** The certified key that is to be tried; every other time, if it did not work. */
  Optional<LinkIdentity> next() {
    if (!folder.has(CERTIFICATE) || !folder.has(KEY)) {
      return Optional.empty();
    }
    return skipNext
        ? Optional.empty()
        : Optional.of(new LinkIdentity.Certificate(folder.file(CERTIFICATE), folder.file(KEY)));
  }

  private boolean isNext(LinkIdentity identity) {
    return identity.equals(
        new LinkIdentity.Certificate(folder.file(CERTIFICATE), folder.file(KEY)));
  }

  /**
   * An attempt with this identity ended without a session.
   *
   * @param unknown the collector does not know it: a new certificate that it never heard of (its
   *     ledger came from a backup) is given up, or the old one would run out unnoticed
   */
  void failed(LinkIdentity identity, boolean unknown) throws IOException {
    skipNext = isNext(identity);
    if (skipNext && unknown) {
      folder.forgetNext();
    }
  }

  /** A session stands on this identity. */
  IdentityFolder.Kept proven(LinkIdentity identity, IdentityFolder.Kept kept) throws IOException {
    skipNext = false;
    if (!isNext(identity)) {
      return kept;
    }
    String name = "agent-" + serial(folder.get(CERTIFICATE));
    folder.put(name + ".key", folder.get(KEY));
    folder.put(name + ".pem", folder.get(CERTIFICATE));
    IdentityFolder.Kept followed =
        new IdentityFolder.Kept(
            kept.agent(),
            kept.host(),
            kept.collector(),
            kept.pin(),
            Optional.of(name + ".key"),
            Optional.of(name + ".pem"),
            Optional.empty());
    // From here on the new one is the identity; what follows only clears away.
    folder.write(followed);
    folder.tidy(followed);
    return followed;
  }

  /** What to ask for, if it is time. */
  Optional<Frame.Renew> due(IdentityFolder.Kept kept, Instant now) throws IOException {
    // The disk last: this is asked with every heartbeat.
    if (kept.certificate().isEmpty()
        || now.isBefore(due(kept.certificate().get()).at())
        || askedLately(now)
        || folder.has(CERTIFICATE)) {
      return Optional.empty();
    }
    askedAt = Optional.of(now);
    OwnKey key = nextKey();
    return Optional.of(new Frame.Renew(key.publicKey(), key.proof("renew " + kept.agent())));
  }

  /** A clock that was set back does not count. */
  private boolean askedLately(Instant now) {
    return askedAt
        .filter(asked -> !now.isBefore(asked) && now.isBefore(asked.plus(SELDOM)))
        .isPresent();
  }

  private Due due(String certificate) throws IOException {
    if (due.filter(known -> known.certificate().equals(certificate)).isEmpty()) {
      due = Optional.of(new Due(certificate, dueAt(folder.get(certificate))));
    }
    return due.orElseThrow();
  }

  private OwnKey nextKey() throws IOException {
    if (folder.has(KEY) && folder.has(PUBLIC)) {
      Optional<OwnKey> begun = KeyFile.read(folder.get(KEY), folder.get(PUBLIC));
      if (begun.isPresent()) {
        return begun.get();
      }
    }
    OwnKey fresh = OwnKey.make();
    folder.put(PUBLIC, fresh.publicKey());
    folder.put(KEY, fresh.pem());
    return fresh;
  }

  /** The collector's answer; whether there is something to try. */
  boolean came(List<String> chain) throws IOException {
    if (chain.isEmpty()) {
      // Whatever it has against this key, it may not have against the next.
      folder.forgetNext();
    }
    if (chain.isEmpty() || !folder.has(KEY)) {
      return false;
    }
    folder.put(CERTIFICATE, String.join("\n", chain) + "\n");
    return true;
  }

  private static Instant dueAt(String pem) throws IOException {
    X509Certificate certificate = certificate(pem);
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    return from.plusSeconds((long) (Duration.between(from, until).toSeconds() * DUE));
  }

  private static String serial(String pem) throws IOException {
    String serial = certificate(pem).getSerialNumber().toString(16);
    return serial.substring(0, Math.min(12, serial.length()));
  }

  private static X509Certificate certificate(String pem) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new IOException("the certificate of this agent is damaged", e);
    }
  }
}
