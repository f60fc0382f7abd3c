package dev.forebell.collector.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the collector's server shows: from a company's files, or signed by its own authority. */
class ServerCertificateTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir private Path folder;
  private Authority authority;
  private Path certificateFile;
  private Path keyFile;
  private KeyPair pair;

  @BeforeEach
  void start() throws Exception {
    authority = Authority.open(folder.resolve("authority"), NOW);
    certificateFile = folder.resolve("company.pem");
    keyFile = folder.resolve("company.key");
    pair = Authority.keyPair(new SecureRandom());
    PemFile.write(keyFile, PemFile.text(pair.getPrivate()));
  }

  private X509Certificate issued(String... names) {
    return authority.server(List.of(names), pair.getPublic(), NOW, YEAR);
  }

  private void give(X509Certificate... chain) throws Exception {
    PemFile.write(certificateFile, PemFile.text(List.of(chain)));
  }

  private String refusal(Instant now) {
    return assertThrows(
            TrustProblem.class, () -> ServerCertificate.ofFiles(certificateFile, keyFile, now))
        .getMessage();
  }

  private ServerCertificate own(Instant now, String... names) throws Exception {
    return ServerCertificate.ofAuthority(folder, authority, List.of(names), now);
  }

  @Test
  void aCompanysFilesServeAsTheyAre() throws Exception {
    X509Certificate issued = issued("collector.example.com");
    give(issued, authority.certificate());
    ServerCertificate read = ServerCertificate.ofFiles(certificateFile, keyFile, NOW);
    assertEquals(List.of(issued, authority.certificate()), read.chain());
    assertEquals(pair.getPrivate(), read.key());
    assertEquals(Fingerprints.of(authority.certificate()), read.pin());
    assertEquals(Files.readString(certificateFile), read.chainPem());
  }

  @Test
  void filesThatCannotServeAreRefusedWithTheReason() throws Exception {
    X509Certificate issued = issued("collector.example.com");
    give(issued);
    assertTrue(refusal(NOW).contains("expected its authority's after it"), refusal(NOW));
    give(issued, authority.certificate());
    String late = refusal(NOW.plus(YEAR).plusSeconds(1));
    assertTrue(late.startsWith(certificateFile + ": expired at 2027-03-02T08:00:00Z"), late);
    String early = refusal(NOW.minus(Duration.ofDays(2)));
    assertTrue(early.contains("not valid before 2026-03-01T08:00:00Z"), early);
    give(authority.certificate());
    String wrongKey = refusal(NOW);
    assertTrue(wrongKey.startsWith(keyFile + ": not the key of"), wrongKey);
    Files.delete(certificateFile);
    assertTrue(refusal(NOW).contains(certificateFile.toString()), refusal(NOW));
  }

  @Test
  void aCertificateWithoutNamesIsRefused() throws Exception {
    Path other = folder.resolve("authority");
    certificateFile = other.resolve("authority.pem");
    keyFile = other.resolve("authority.key");
    assertTrue(refusal(NOW).contains("expected subject alternative names"), refusal(NOW));
  }

  @Test
  void theOwnOneIsKeptOverRestartsHoweverItsNamesAreSpelled() throws Exception {
    ServerCertificate first = own(NOW, "collector.example.com", "10.0.0.1", "2001:db8::1");
    ServerCertificate again =
        own(NOW.plusSeconds(60), "2001:0db8:0:0::1", "Collector.Example.com", "10.0.0.1");
    assertEquals(first.chain(), again.chain());
    assertEquals(first.key(), again.key());
  }

  @Test
  void theOwnOneIsMadeAnewForOtherNamesAndLongBeforeItsEnd() throws Exception {
    ServerCertificate first = own(NOW, "a.example.com");
    ServerCertificate renamed = own(NOW, "b.example.com");
    assertNotEquals(first.chain(), renamed.chain());
    Instant quarter = renamed.notAfter().minus(Duration.ofDays(120));
    assertEquals(renamed.chain(), own(quarter.minusSeconds(1), "b.example.com").chain());
    ServerCertificate renewed = own(quarter, "b.example.com");
    assertNotEquals(renamed.chain(), renewed.chain());
    assertEquals(renamed.pin(), renewed.pin(), "agents pin the authority: they notice nothing");
  }

  @Test
  void halfWrittenFilesAreMadeAnew() throws Exception {
    ServerCertificate first = own(NOW, "a.example.com");
    Path written = folder.resolve("server.pem");
    for (String torn : List.of("", first.chainPem().substring(0, 200), "nonsense")) {
      Files.writeString(written, torn);
      assertEquals(first.pin(), own(NOW, "a.example.com").pin(), torn);
    }
    Files.delete(folder.resolve("server.key"));
    assertEquals(2, own(NOW, "a.example.com").chain().size());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("server.key"))));
  }

  @Test
  void itsTextTellsNoKey() throws Exception {
    ServerCertificate own = own(NOW, "a.example.com");
    assertFalse(own.toString().contains("PRIVATE"), own.toString());
    assertTrue(own.toString().contains(Fingerprints.of(own.chain().getFirst())));
  }
}
