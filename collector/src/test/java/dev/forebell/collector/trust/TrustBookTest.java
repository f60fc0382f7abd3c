package dev.forebell.collector.trust;

import static dev.forebell.collector.trust.TrustFixture.certificate;
import static dev.forebell.collector.trust.TrustFixture.enrolled;
import static dev.forebell.collector.trust.TrustFixture.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.port.AgentBook;
import dev.forebell.collector.port.AgentBook.NewToken;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentDesk.Answer;
import dev.forebell.collector.trust.TrustFixture.Machine;
import dev.forebell.common.model.HostId;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that follow each other, agents that end, machines that are not who they say. */
class TrustBookTest {
  @TempDir private Path folder;
  private TrustFixture trust;
  private Machine machine;
  private EnrolledAgent agent;
  private X509Certificate first;

  @BeforeEach
  void open() throws Exception {
    trust = new TrustFixture(folder);
    machine = Machine.of("web");
    Answer.Enrolled answer = (Answer.Enrolled) trust.ask(machine, trust.token(5, false));
    agent = answer.agent();
    first = certificate(answer.certificate().orElseThrow());
    trust.book.credentials().used(Fingerprints.ofKey(first));
  }

  private Optional<String> renew(Machine with) {
    return trust
        .book
        .credentials()
        .renew(agent.id(), with.spki(), with.key("renew " + agent.id()).proof());
  }

  private boolean good(X509Certificate certificate) {
    return trust.book.credentials().byCertificate(certificate).isPresent();
  }

  @Test
  void theOldCertificateStaysUntilTheNewOneWasUsedAndADayLonger() throws Exception {
    X509Certificate second = certificate(renew(machine.withNewKey()).orElseThrow());
    trust.pass(Duration.ofDays(20));
    assertTrue(good(first) && good(second), "nobody has used the new one yet");
    trust.book.credentials().used(Fingerprints.ofKey(second));
    trust.pass(Duration.ofHours(23));
    assertTrue(good(first) && good(second));
    trust.pass(Duration.ofHours(2));
    assertFalse(good(first));
    assertTrue(good(second));
    assertTrue(
        trust.reopened(folder).credentials().byCertificate(second).isPresent(), "after a restart");
    trust.pass(Credentials.LIFE);
    assertFalse(good(second), "its own end");
  }

  @Test
  void renewingAgainWithTheSameKeyGivesTheSameCertificateWhileItIsGood() {
    Machine next = machine.withNewKey();
    String certified = renew(next).orElseThrow();
    assertEquals(certified, renew(next).orElseThrow());
    trust.pass(Credentials.LIFE);
    assertEquals(Optional.empty(), renew(next), "that key's time is over");
  }

  @Test
  void renewalNeedsTheProofAndAnAgentThatMay() {
    Machine next = machine.withNewKey();
    Credentials credentials = trust.book.credentials();
    assertEquals(
        Optional.empty(),
        credentials.renew(agent.id(), next.spki(), next.key("renew another").proof()));
    EnrolledAgent other = enrolled(trust.ask(Machine.of("db"), trust.token(1, false)));
    assertEquals(
        Optional.empty(),
        credentials.renew(other.id(), machine.spki(), machine.key("renew " + other.id()).proof()),
        "another agent's key");
    trust.book.revoke("web", "test");
    assertEquals(Optional.empty(), renew(next));
  }

  @Test
  void anAgentThatRenewsWithoutEndIsStoppedAndItsCertificateStaysGood() {
    List<X509Certificate> all = new ArrayList<>();
    for (Optional<String> pem = renew(machine.withNewKey());
        pem.isPresent() && all.size() < 100;
        pem = renew(machine.withNewKey())) {
      all.add(certificate(pem.get()));
    }
    assertEquals(7, all.size(), "with the first one eight");
    assertTrue(good(first));
    trust.book.credentials().used(Fingerprints.ofKey(all.getLast()));
    trust.pass(Duration.ofDays(2));
    assertTrue(renew(machine.withNewKey()).isPresent(), "the others have ended");
  }

  @Test
  void whoIsRevokedIsCutOffAndNothingOfItIsGood() {
    trust.book.revoke("web", "test");
    assertEquals(List.of(new HostId("web")), trust.cut);
    assertFalse(good(first));
    assertThrows(AgentBook.Refused.class, () -> trust.book.revoke("web", "test"));
    assertTrue(
        trust.book.notes(10).stream().anyMatch(note -> note.action().equals("agent.revoked")));
  }

  @Test
  void aSecretIsAnIdentityTooAndEndsWithItsAgent() {
    String secret = "forebell_agent_secret";
    NewToken token = trust.token(1, false);
    trust
        .book
        .enrolments()
        .enrol(
            new dev.forebell.collector.port.EnrolmentDesk.Request(
                Optional.of(token.secret().reveal()),
                new dev.forebell.collector.port.EnrolmentDesk.Key.SecretHash(
                    SecretText.hash(secret)),
                "proxied",
                "",
                "boot",
                Optional.empty()),
            Optional.empty());
    dev.forebell.common.model.Secret shown = new dev.forebell.common.model.Secret(secret);
    assertEquals("proxied", trust.book.credentials().bySecret(shown).orElseThrow().host().value());
    trust.book.revoke("proxied", "test");
    assertTrue(trust.book.credentials().bySecret(shown).isEmpty());
  }

  @Test
  void aCopyIsNewsOnceADayAndAPersonMaySayThatItIsTheMachineItself() {
    assertTrue(trust.book.stranger(agent, "web", "machine-id:other", "b").news());
    assertFalse(trust.book.stranger(agent, "web", "machine-id:third", "b").news());
    assertEquals(2, trust.book.strangers().size());
    assertFalse(trust.book.strangers().getFirst().allowed());
    trust.pass(Duration.ofHours(25));
    assertTrue(trust.book.stranger(agent, "web", "machine-id:other", "b").news());
    EnrolledAgent moved = trust.book.acceptMachine("web", "test");
    assertTrue(trust.book.isSameMachine(moved, "machine-id:other"));
    assertFalse(trust.book.isSameMachine(moved, "machine-id:web"));
    assertEquals(List.of(new HostId("web")), trust.cut);
    assertEquals(1, trust.book.strangers().size());
  }

  @Test
  void whereNobodyCameThereIsNothingToAccept() {
    assertThrows(AgentBook.Refused.class, () -> trust.book.acceptMachine("web", "test"));
  }

  @Test
  void strangersAreBounded() {
    for (int number = 0; number < 1_500; number++) {
      trust.book.stranger(agent, "web", "machine-id:" + number, "boot");
    }
    assertEquals(1_000, trust.book.strangers().size());
  }

  @Test
  void reconnectingIsWrittenOnceAnHourAndANewNameAtOnce() {
    trust.book.connected(agent, "web", machine.print());
    int before = trust.store.saves();
    trust.book.connected(agent, "web", machine.print());
    assertEquals(before, trust.store.saves());
    trust.book.connected(agent, "web-renamed", machine.print());
    assertEquals(before + 1, trust.store.saves());
    assertEquals("web-renamed", trust.book.agent(agent.id()).orElseThrow().hostName());
    trust.pass(Duration.ofHours(2));
    trust.book.connected(agent, "web-renamed", machine.print());
    assertEquals(before + 2, trust.store.saves());
  }

  @Test
  void aSeatThatWasNotSeenForAsLongAsItsTokenSaysIsForgottenUnlessItIsThere() {
    NewToken token = trust.book.create(order(2, false, Optional.empty(), Optional.of("desk")));
    EnrolledAgent gone = enrolled(trust.ask(Machine.of("a"), token, Optional.of("s1")));
    EnrolledAgent here = enrolled(trust.ask(Machine.of("b"), token, Optional.of("s2")));
    trust.pass(Duration.ofDays(6));
    assertEquals(List.of(), trust.book.retire(_ -> false));
    trust.pass(Duration.ofDays(2));
    assertEquals(
        List.of(gone.id()),
        trust.book.retire(here.host()::equals).stream().map(EnrolledAgent::id).toList());
    assertEquals(EnrolledAgent.State.RETIRED, trust.book.agent(gone.id()).orElseThrow().state());
    assertTrue(trust.book.agent(agent.id()).orElseThrow().active(), "a server is never forgotten");
  }
}
