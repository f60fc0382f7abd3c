package dev.forebell.collector.trust;

import static dev.forebell.collector.trust.TrustFixture.enrolled;
import static dev.forebell.collector.trust.TrustFixture.order;
import static dev.forebell.collector.trust.TrustFixture.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.port.AgentBook;
import dev.forebell.collector.port.AgentBook.NewToken;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentDesk;
import dev.forebell.collector.port.EnrolmentDesk.Answer;
import dev.forebell.collector.port.EnrolmentDesk.Request;
import dev.forebell.collector.trust.TrustFixture.Machine;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Secret;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may become an agent, with what, and as whom. */
class EnrolmentsTest {
  @TempDir private Path folder;
  private TrustFixture trust;

  @BeforeEach
  void open() throws Exception {
    trust = new TrustFixture(folder);
  }

  @Test
  void aTokenAdmitsAsManyAsItSaysAndThenNobody() {
    NewToken token = trust.token(2, false);
    assertEquals("web", enrolled(trust.ask(Machine.of("web"), token)).host().value());
    assertEquals("db", enrolled(trust.ask(Machine.of("db"), token)).host().value());
    assertEquals("token_closed", refusal(trust.ask(Machine.of("more"), token)));
    assertEquals(2, trust.book.tokens().getFirst().used());
    assertFalse(
        trust.store.load().toString().contains(token.secret().reveal()), "kept as a hash only");
  }

  @Test
  void aTokenEndsByAgeAndByAPersonAndAnUnknownOneIsNone() {
    NewToken old = trust.token(5, false);
    NewToken revoked = trust.token(5, false);
    trust.book.revokeToken(revoked.token().id(), "test");
    assertEquals("token_closed", refusal(trust.ask(Machine.of("a"), revoked)));
    trust.pass(Duration.ofHours(24));
    assertEquals("token_closed", refusal(trust.ask(Machine.of("a"), old)));
    NewToken foreign =
        new NewToken(old.token(), new Secret("forebell_enr_x"), "", Optional.empty());
    assertEquals("unknown_token", refusal(trust.ask(Machine.of("a"), foreign)));
    assertEquals(List.of(), trust.book.agents());
  }

  @Test
  void whoAsksAgainWithTheSameKeyGetsTheSameAnswerWhateverTheTokenSaysByThen() throws Exception {
    NewToken token = trust.token(1, false);
    Machine machine = Machine.of("web");
    Answer first = trust.ask(machine, token);
    trust.book.revokeToken(token.token().id(), "test");
    assertEquals(first, trust.ask(machine, token));
    assertEquals(1, trust.book.tokens().getFirst().used());
    assertEquals(1, trust.reopened(folder).agents().size(), "and it is kept");
  }

  @Test
  void aKeyThatWasCopiedWithADiskOpensNothingOnAnotherMachine() {
    NewToken token = trust.token(5, false);
    Machine original = Machine.of("web");
    EnrolledAgent first = enrolled(trust.ask(original, token));
    Machine copy = original.copiedTo("elsewhere");
    assertEquals("key_in_use", refusal(trust.ask(copy, token)));
    EnrolledAgent own = enrolled(trust.ask(copy.withNewKey(), token));
    assertNotEquals(first.id(), own.id());
    assertEquals("web-2", own.host().value());
  }

  @Test
  void aKeyWithoutItsProofOrOfAnotherKindIsRefused() {
    NewToken token = trust.token(5, false);
    Machine machine = Machine.of("web");
    KeyPair large = TrustFixture.pair("secp384r1");
    String largeKey = Base64.getEncoder().encodeToString(large.getPublic().getEncoded());
    String purpose = "enrol " + token.secret().reveal();
    List<EnrolmentDesk.Key> bad =
        List.of(
            machine.key("enrol another token"),
            new EnrolmentDesk.Key.Public(machine.spki(), "AAAA"),
            new EnrolmentDesk.Key.Public(machine.spki(), "no base64!"),
            new EnrolmentDesk.Key.Public("no base64!", machine.key(purpose).proof()),
            new EnrolmentDesk.Key.Public(Machine.of("other").spki(), machine.key(purpose).proof()),
            new EnrolmentDesk.Key.Public(largeKey, TrustFixture.proof(large, purpose)),
            new EnrolmentDesk.Key.SecretHash("sha256:short"));
    for (EnrolmentDesk.Key key : bad) {
      Answer answer =
          trust
              .book
              .enrolments()
              .enrol(
                  new Request(
                      Optional.of(token.secret().reveal()),
                      key,
                      "web",
                      "",
                      "boot",
                      Optional.empty()),
                  Optional.empty());
      assertEquals("bad_key", refusal(answer), key.toString());
    }
    assertEquals(0, trust.book.tokens().getFirst().used());
  }

  @Test
  void neitherATokenNorAnIdentityIsNothing() {
    Answer answer =
        trust
            .book
            .enrolments()
            .enrol(
                new Request(
                    Optional.empty(),
                    Machine.of("web").key("clone x"),
                    "web",
                    "",
                    "boot",
                    Optional.empty()),
                Optional.empty());
    assertEquals("no_token", refusal(answer));
  }

  @Test
  void aConfiguredHostGetsItsAgentAndNamesThatAreTakenGetANumber() {
    NewToken token = trust.token(5, false);
    assertEquals("erp-01", enrolled(trust.ask(Machine.of("ERP-01"), token)).host().value());
    Machine second = new Machine("erp-01", "machine-id:x", TrustFixture.pair("secp256r1"));
    assertEquals("erp-01-2", enrolled(trust.ask(second, token)).host().value());
  }

  @Test
  void theSameMachineSetUpAnewKeepsItsHostUnlessTheOldAgentRuns() {
    NewToken token = trust.token(5, false);
    Machine machine = Machine.of("web");
    EnrolledAgent first = enrolled(trust.ask(machine, token));
    trust.live.add(new HostId("web"));
    assertEquals(
        "web-2", enrolled(trust.ask(machine.withNewKey(), token)).host().value(), "it runs");
    trust.live.clear();
    EnrolledAgent again = enrolled(trust.ask(machine.withNewKey(), token));
    assertEquals(first.id(), again.id());
    assertEquals("web", again.host().value());
  }

  @Test
  void aTokenForOneHostEndsTheCredentialsOfTheMachineBefore() {
    Machine old = Machine.of("web");
    NewToken token = trust.token(1, false);
    enrolled(trust.ask(old, token));
    String pem = ((Answer.Enrolled) trust.ask(old, token)).certificate().orElseThrow();
    NewToken rebuilt = trust.book.create(order(1, false, Optional.of("web"), Optional.empty()));
    trust.pass(Duration.ofMinutes(1));
    EnrolledAgent now = enrolled(trust.ask(Machine.of("new-iron"), rebuilt));
    assertEquals("web", now.host().value());
    assertTrue(
        trust.book.credentials().byCertificate(TrustFixture.certificate(pem)).isEmpty(),
        "the machine before");
  }

  @Test
  void aSeatOfAPoolIsTheSameHostAfterEachResetAndCostsOneUse() {
    NewToken token = trust.book.create(order(1, false, Optional.empty(), Optional.of("desk")));
    assertEquals("no_seat", refusal(trust.ask(Machine.of("vm"), token)));
    EnrolledAgent first = enrolled(trust.ask(Machine.of("vm"), token, Optional.of("s1")));
    trust.pass(Duration.ofDays(3));
    EnrolledAgent reset = enrolled(trust.ask(Machine.of("vm2"), token, Optional.of("s1")));
    assertEquals(first.host(), reset.host());
    assertEquals("desk-s1", reset.host().value());
    assertEquals(1, trust.book.tokens().getFirst().used());
    trust.book.revokeToken(token.token().id(), "test");
    assertEquals("token_closed", refusal(trust.ask(Machine.of("vm3"), token, Optional.of("s1"))));
  }

  @Test
  void ordersThatCannotBeAreRefused() {
    for (AgentBook.TokenOrder bad :
        List.of(
            order(0, false, Optional.empty(), Optional.empty()),
            order(100_001, false, Optional.empty(), Optional.empty()),
            order(2, false, Optional.of("web"), Optional.empty()))) {
      assertThrows(AgentBook.Refused.class, () -> trust.book.create(bad), bad.toString());
    }
  }

  @Test
  void whatCannotBeWrittenIsNotAdmitted() {
    NewToken token = trust.token(1, false);
    trust.store.fill();
    assertThrows(IllegalStateException.class, () -> trust.ask(Machine.of("web"), token));
    assertEquals(List.of(), trust.book.agents());
    assertEquals(0, trust.book.tokens().getFirst().used());
  }

  @Test
  void copiesBecomeHostsWithOneWordForAllAndNotOneWriteTooMany() {
    NewToken token = trust.token(31, true);
    Machine image = Machine.of("image");
    EnrolledAgent original = enrolled(trust.ask(image, token));
    int before = trust.store.saves();
    List<EnrolledAgent> copies = new ArrayList<>();
    int news = 0;
    for (int number = 0; number < 30; number++) {
      Machine copy = image.copiedTo("m" + number).withNewKey();
      String boot = "boot-" + number;
      for (int attempt = 0; attempt < 3; attempt++) {
        TrustBook.Verdict verdict = trust.book.stranger(original, copy.name(), copy.print(), boot);
        assertTrue(verdict.allowed());
        news += verdict.news() ? 1 : 0;
      }
      copies.add(enrolled(trust.askAsCopy(copy, original, boot)));
      copies.add(enrolled(trust.askAsCopy(copy, original, boot)));
    }
    assertEquals(1, news);
    assertEquals(
        30, new TreeSet<>(copies.stream().map(copy -> copy.host().value()).toList()).size());
    assertTrue(copies.stream().allMatch(copy -> copy.cloneOf().equals(Optional.of(original.id()))));
    assertEquals(31, trust.store.saves() - before, "one for each copy and one for the word");
    assertEquals(List.of(), trust.book.strangers());
    Machine late = image.copiedTo("late").withNewKey();
    assertFalse(trust.book.stranger(original, "late", late.print(), "b").allowed(), "used up");
    assertEquals("no_copy", refusal(trust.askAsCopy(late, original, "b")));
  }

  @Test
  void aCopyThatNobodySawComingIsNone() {
    EnrolledAgent original = enrolled(trust.ask(Machine.of("web"), trust.token(5, true)));
    assertEquals("no_copy", refusal(trust.askAsCopy(Machine.of("x"), original, "boot")));
  }
}
