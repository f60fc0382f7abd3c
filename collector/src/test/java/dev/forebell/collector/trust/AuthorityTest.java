package dev.forebell.collector.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collector's own authority, judged by Java's own path validation. */
class AuthorityTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir private Path folder;

  private Authority authority() throws IOException, TrustProblem {
    return Authority.open(folder, NOW);
  }

  private static X509Certificate agent(Authority authority) {
    return authority.agent("agent-1", Authority.keyPair(new SecureRandom()).getPublic(), NOW, YEAR);
  }

  private static void validate(X509Certificate anchor, Instant at, X509Certificate... path)
      throws GeneralSecurityException {
    CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(List.of(path));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
  }

  @Test
  void itIsTheSameAfterARestart() throws Exception {
    X509Certificate first = authority().certificate();
    assertEquals(first, Authority.open(folder, NOW.plus(YEAR)).certificate());
  }

  @Test
  void anotherFolderHasAnotherAuthorityUnderAnotherName(@TempDir Path other) throws Exception {
    X509Certificate mine = authority().certificate();
    X509Certificate theirs = Authority.open(other, NOW).certificate();
    assertNotEquals(mine.getSubjectX500Principal(), theirs.getSubjectX500Principal());
    X509Certificate signedByMine = agent(authority());
    assertThrows(
        CertPathValidatorException.class, () -> validate(theirs, NOW.plusSeconds(1), signedByMine));
  }

  @Test
  void whatItSignsIsValidFromYesterdayToItsEndAndNoLonger() throws Exception {
    Authority authority = authority();
    X509Certificate anchor = authority.certificate();
    X509Certificate agent = agent(authority);
    // a machine whose clock is hours behind can use it at once
    validate(anchor, NOW.minus(Duration.ofHours(20)), agent);
    validate(anchor, NOW.plus(YEAR).minusSeconds(1), agent);
    assertThrows(
        CertPathValidatorException.class,
        () -> validate(anchor, NOW.plus(YEAR).plusSeconds(1), agent));
  }

  @Test
  void anAgentsCertificateSaysWhoItIsAndServesNobody() throws Exception {
    X509Certificate agent = agent(authority());
    assertEquals("CN=agent-1", agent.getSubjectX500Principal().getName());
    assertEquals(List.of("1.3.6.1.5.5.7.3.2"), agent.getExtendedKeyUsage());
    assertEquals(
        "[[6, urn:forebell:agent:agent-1]]", agent.getSubjectAlternativeNames().toString());
    assertTrue(agent.getKeyUsage()[0], "signs in a handshake");
    assertFalse(agent.getKeyUsage()[5], "signs no certificate");
  }

  /** An agent that is taken over must not be able to make agents. */
  @Test
  void nothingBelowItCanSignForOthers() throws Exception {
    Authority authority = authority();
    X509Certificate agent = agent(authority);
    assertEquals(-1, agent.getBasicConstraints());
    assertEquals(0, authority.certificate().getBasicConstraints(), "no authority below itself");
    X509Certificate below = agent(authority);
    assertThrows(
        CertPathValidatorException.class,
        () -> validate(authority.certificate(), NOW.plusSeconds(1), below, agent));
  }

  @Test
  void noTwoCertificatesHaveTheSameSerial() throws Exception {
    Authority authority = authority();
    assertNotEquals(agent(authority).getSerialNumber(), agent(authority).getSerialNumber());
    assertEquals(127, agent(authority).getSerialNumber().bitLength(), "unguessable, positive");
  }

  @Test
  void onlyItsOwnerReadsItsKey() throws Exception {
    authority();
    Path key = folder.resolve("authority.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
  }

  /** A new authority would shut every agent out: whoever has lost the key is told instead. */
  @Test
  void itIsNeverReplacedSilently(@TempDir Path other) throws Exception {
    authority();
    Path key = folder.resolve("authority.key");
    Authority.open(other, NOW);
    Files.write(key, Files.readAllBytes(other.resolve("authority.key")));
    TrustProblem wrong = assertThrows(TrustProblem.class, this::authority);
    assertTrue(wrong.getMessage().contains("not the key of the first certificate"));
    Files.delete(key);
    TrustProblem gone = assertThrows(TrustProblem.class, this::authority);
    assertTrue(gone.getMessage().contains(key.toString()), gone.getMessage());
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nnonsense\n");
    assertThrows(TrustProblem.class, this::authority);
    Files.writeString(folder.resolve("authority.pem"), "");
    TrustProblem empty = assertThrows(TrustProblem.class, this::authority);
    assertTrue(empty.getMessage().contains("no certificate in it"), empty.getMessage());
  }

  /** The power fails between its two files: the key alone is no authority yet. */
  @Test
  void aKeyWithoutACertificateIsMadeAnew() throws Exception {
    authority();
    Files.delete(folder.resolve("authority.pem"));
    X509Certificate fresh = authority().certificate();
    assertEquals(fresh, authority().certificate());
  }
}
