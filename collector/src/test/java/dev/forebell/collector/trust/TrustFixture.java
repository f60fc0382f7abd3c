package dev.forebell.collector.trust;

import dev.forebell.collector.engine.incident.DeskFixture;
import dev.forebell.collector.port.AgentBook.NewToken;
import dev.forebell.collector.port.AgentBook.TokenOrder;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentDesk;
import dev.forebell.collector.port.EnrolmentDesk.Answer;
import dev.forebell.collector.port.EnrolmentDesk.Request;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A trust book with a real authority, and machines that ask it. Time stands until it is moved. */
final class TrustFixture {
  static final String CUSTOMER = "acme";

  final MemoryTrustStore store = new MemoryTrustStore();
  final Set<HostId> live = new HashSet<>();
  final List<HostId> cut = new ArrayList<>();
  final TrustBook book;
  Instant now = Instant.parse("2026-01-05T08:00:00Z");

  TrustFixture(Path folder) throws IOException, TrustProblem {
    book =
        new TrustBook(
            store,
            Authority.open(folder, now),
            () -> List.of(DeskFixture.customer()),
            live::contains,
            cut::add,
            () -> new TrustBook.Address("wss://c/agent/v1", Optional.of("sha256:0")),
            () -> now);
  }

  /** The book after a restart of the collector. */
  TrustBook reopened(Path folder) throws IOException, TrustProblem {
    return new TrustBook(
        store,
        Authority.open(folder, now),
        () -> List.of(DeskFixture.customer()),
        live::contains,
        cut::add,
        () -> new TrustBook.Address("wss://c/agent/v1", Optional.empty()),
        () -> now);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  NewToken token(int uses, boolean clones) {
    return book.create(order(uses, clones, Optional.empty(), Optional.empty()));
  }

  static TokenOrder order(int uses, boolean clones, Optional<String> host, Optional<String> pool) {
    return new TokenOrder(
        new CustomerId(CUSTOMER),
        new SiteId("hq"),
        HostKind.SERVER,
        host.map(HostId::new),
        uses,
        Duration.ofHours(24),
        clones,
        pool,
        pool.map(_ -> Duration.ofDays(7)),
        "test");
  }

  /** A key pair of a machine. */
  record Machine(String name, String print, KeyPair keys) {
    static Machine of(String name) {
      return new Machine(name, "machine-id:" + name, pair("secp256r1"));
    }

    /** The same disk in another housing. */
    Machine copiedTo(String other) {
      return new Machine(name, "machine-id:" + other, keys);
    }

    Machine withNewKey() {
      return new Machine(name, print, pair("secp256r1"));
    }

    String spki() {
      return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    EnrolmentDesk.Key.Public key(String purpose) {
      return new EnrolmentDesk.Key.Public(spki(), proof(keys, purpose));
    }
  }

  static KeyPair pair(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String proof(KeyPair keys, String purpose) {
    String spki = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(keys.getPrivate());
      signer.update(("forebell.v1 " + purpose + "\n" + spki).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  Answer ask(Machine machine, NewToken token) {
    return ask(machine, token, Optional.empty());
  }

  Answer ask(Machine machine, NewToken token, Optional<String> seat) {
    String secret = token.secret().reveal();
    return book.enrolments()
        .enrol(
            new Request(
                Optional.of(secret),
                machine.key("enrol " + secret),
                machine.name(),
                machine.print(),
                "boot",
                seat),
            Optional.empty());
  }

  /** A copy that shows the original's identity, with a key of its own. */
  Answer askAsCopy(Machine copy, EnrolledAgent original, String bootId) {
    return book.enrolments()
        .enrol(
            new Request(
                Optional.empty(),
                copy.key("clone " + original.id()),
                copy.name(),
                copy.print(),
                bootId,
                Optional.empty()),
            Optional.of(original.id()));
  }

  static EnrolledAgent enrolled(Answer answer) {
    if (answer instanceof Answer.Enrolled enrolled) {
      return enrolled.agent();
    }
    throw new AssertionError(answer.toString());
  }

  static String refusal(Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      return refused.code();
    }
    throw new AssertionError(answer.toString());
  }

  static X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
