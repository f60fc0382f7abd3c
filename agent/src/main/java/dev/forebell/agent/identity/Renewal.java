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
  private static final String KEY = "next.key";
  private static final String PUBLIC = "next.public";
  private static final String CERTIFICATE = "next.pem";

  /** Of a certificate's life. */
  private static final double DUE = 2.0 / 3;

  private static final Duration AFTER_FAILURE = Duration.ofHours(1);

  private final IdentityFolder folder;
  private Optional<Instant> dueAt = Optional.empty();
  private boolean skipNext;

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

  void failed(LinkIdentity identity) {
    skipNext = isNext(identity);
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
    dueAt = Optional.empty();
    folder.remove(CERTIFICATE);
    folder.remove(KEY);
    folder.remove(PUBLIC);
    if (!kept.key().equals(followed.key())) {
      remove(kept.key());
      remove(kept.certificate());
    }
    return followed;
  }

  private void remove(Optional<String> name) throws IOException {
    if (name.isPresent()) {
      folder.remove(name.get());
    }
  }

  /** What to ask for, if it is time. */
  Optional<Frame.Renew> due(IdentityFolder.Kept kept, Instant now) throws IOException {
    if (kept.certificate().isEmpty() || folder.has(CERTIFICATE)) {
      return Optional.empty();
    }
    if (dueAt.isEmpty()) {
      dueAt = Optional.of(due(folder.get(kept.certificate().get())));
    }
    if (now.isBefore(dueAt.get())) {
      return Optional.empty();
    }
    dueAt = Optional.of(now.plus(AFTER_FAILURE));
    OwnKey key = nextKey();
    return Optional.of(new Frame.Renew(key.publicKey(), key.proof("renew " + kept.agent())));
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
    if (chain.isEmpty() || !folder.has(KEY)) {
      return false;
    }
    folder.put(CERTIFICATE, String.join("\n", chain) + "\n");
    return true;
  }

  private static Instant due(String pem) throws IOException {
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
