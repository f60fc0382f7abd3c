package dev.forebell.collector.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the collector's server shows.
 *
 * @param chain its own certificate first
 */
public record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
  private static final Duration LIFE = Duration.ofDays(397);
  private static final Duration RENEWED_BEFORE = Duration.ofDays(120);

  public ServerCertificate {
    chain = List.copyOf(chain);
  }

  /**
   * One from files, such as a company's authority gives out.
   *
   * @throws TrustProblem if it cannot serve now: the wrong key, expired, no name in it, or without
   *     its authority's certificate, which agents pin
   */
  public static ServerCertificate ofFiles(Path certificateFile, Path keyFile, Instant now)
      throws TrustProblem {
    List<X509Certificate> chain = PemFile.certificates(certificateFile);
    PrivateKey key = PemFile.key(keyFile);
    X509Certificate own = chain.getFirst();
    KeyMatch.require(keyFile, key, certificateFile, own);
    if (now.isAfter(own.getNotAfter().toInstant())) {
      throw new TrustProblem(certificateFile + ": expired at " + own.getNotAfter().toInstant());
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      throw new TrustProblem(
          certificateFile + ": not valid before " + own.getNotBefore().toInstant());
    }
    if (names(own).isEmpty()) {
      throw new TrustProblem(
          certificateFile + ": names no host; expected subject alternative names");
    }
    if (chain.size() == 1 && !own.getIssuerX500Principal().equals(own.getSubjectX500Principal())) {
      throw new TrustProblem(
          certificateFile
              + ": only the server's own certificate; expected its authority's after it, because"
              + " agents pin that");
    }
    return new ServerCertificate(chain, key);
  }

  /**
   * One of the own authority, kept in {@code folder} and made anew when the names change or its end
   * is near.
   */
  public static ServerCertificate ofAuthority(
      Path folder, Authority authority, List<String> names, Instant now) throws IOException {
    Path certificateFile = folder.resolve("server.pem");
    Path keyFile = folder.resolve("server.key");
    Optional<ServerCertificate> kept = kept(certificateFile, keyFile);
    if (kept.isPresent() && kept.get().serves(authority, names, now)) {
      return kept.get();
    }
    KeyPair pair = Authority.keyPair(new SecureRandom());
    X509Certificate own = authority.server(names, pair.getPublic(), now, LIFE);
    ServerCertificate fresh =
        new ServerCertificate(List.of(own, authority.certificate()), pair.getPrivate());
    PemFile.write(keyFile, PemFile.text(fresh.key));
    PemFile.write(certificateFile, PemFile.text(fresh.chain));
    return fresh;
  }

  /** Nothing is lost with a pair that was half written: it is made anew. */
  private static Optional<ServerCertificate> kept(Path certificateFile, Path keyFile) {
    if (!Files.exists(certificateFile)) {
      return Optional.empty();
    }
    try {
      List<X509Certificate> chain = PemFile.certificates(certificateFile);
      PrivateKey key = PemFile.key(keyFile);
      KeyMatch.require(keyFile, key, certificateFile, chain.getFirst());
      return Optional.of(new ServerCertificate(chain, key));
    } catch (TrustProblem unusable) {
      return Optional.empty();
    }
  }

  private boolean serves(Authority authority, List<String> names, Instant now) {
    return chain.getLast().equals(authority.certificate())
        && names(chain.getFirst()).equals(canonical(names))
        && now.plus(RENEWED_BEFORE).isBefore(notAfter());
  }

  private static Set<String> canonical(List<String> names) {
    return names.stream().map(Names::canonical).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
          .flatMap(Collection::stream)
          .map(entry -> Names.canonical(String.valueOf(entry.get(1))))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (CertificateParsingException e) {
      return Set.of();
    }
  }

  /** When it ends. */
  public Instant notAfter() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** Fingerprint of the authority that agents pin: the last certificate it sends. */
  public String pin() {
    return Fingerprints.of(chain.getLast());
  }

  /** PEM of all it sends. */
  public String chainPem() {
    return PemFile.text(chain);
  }

  /** PEM of its key. For the server alone. */
  public String keyPem() {
    return PemFile.text(key);
  }

  @Override
  public String toString() {
    return "server certificate " + Fingerprints.of(chain.getFirst());
  }
}
