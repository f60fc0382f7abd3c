package dev.forebell.collector.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.forebell.collector.engine.people.Roster;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.Channel.Mail.Tls;
import dev.forebell.collector.port.HttpCaller;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.PeopleSender.Answer;
import dev.forebell.collector.port.Person;
import dev.forebell.common.model.Secret;
import io.vertx.core.Vertx;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails by a real mail server; what arrived is parsed by another library. */
class MailChannelIT {
  private static final HttpCaller NO_WEB =
      _ ->
          CompletableFuture.completedFuture(
              new HttpCaller.Answer.Bad("none", "", false, Optional.empty()));

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
    server.setUser("forebell", "s3cret");
  }

  @AfterEach
  void stop() {
    server.stop();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aMailHasBothPartsAndTheReadersLanguage() throws Exception {
    assertInstanceOf(Answer.Taken.class, send(plain(), pending(Samples.LI, 0, true)));
    MimeMessage mail = only();
    assertEquals("[INC-NACHT-2026-1] erp-01 上的 host_down", mail.getSubject());
    assertEquals("li@example.com", mail.getAllRecipients()[0].toString());
    assertEquals("auto-generated", mail.getHeader("Auto-Submitted")[0]);
    assertEquals("zh", mail.getHeader("Content-Language")[0]);
    assertEquals("high", mail.getHeader("Importance")[0]);
    String text = part(mail, "text/plain");
    assertTrue(text.contains("紧急事件：erp-01 上的 host_down"), text);
    assertTrue(text.contains("响应时限: 2026-10-02 03:30 (Asia/Shanghai)"), text);
    assertTrue(text.contains("https://forebell.example.com/#INC-NACHT-2026-1"), text);
    String html = part(mail, "text/html");
    assertTrue(html.contains("<html lang=\"zh\">"), html);
    assertTrue(html.contains("&lt;silent&gt; for 30 s &amp; counting"), html);
  }

  @Test
  void mailsOfAnIncidentMakeOneThread() throws Exception {
    PeopleChannels channels = channels(plain());
    send(channels, pending(Samples.JOHN, 0, true));
    send(channels, pending(Samples.JOHN, 1, false));
    MimeMessage[] mails = arrived(2);
    String root = mails[0].getMessageID();
    assertEquals("<INC-NACHT-2026-1.john@example.com>", root);
    assertEquals(root, mails[1].getHeader("In-Reply-To")[0]);
    assertEquals(root, mails[1].getHeader("References")[0]);
    assertTrue(!mails[1].getMessageID().equals(root), mails[1].getMessageID());
    assertEquals(mails[0].getSubject(), mails[1].getSubject());
  }

  @Test
  void aRepeatedMailHasTheSameId() throws Exception {
    send(plain(), pending(Samples.ANNA, 1, false));
    send(plain(), pending(Samples.ANNA, 1, false));
    MimeMessage[] mails = arrived(2);
    assertEquals(mails[0].getMessageID(), mails[1].getMessageID());
  }

  @Test
  void startTlsAndPassword() throws Exception {
    try (TlsFront front = front(false, "localhost")) {
      Channel.Mail mail =
          mail(front.port(), Tls.STARTTLS, Optional.of(front.authority()), "s3cret");
      assertEquals(new Answer.Taken(), send(mail, pending(Samples.JOHN, 0, true)));
      assertTrue(part(only(), "text/plain").startsWith("EMERGENCY: host_down on erp-01"));
    }
  }

  @Test
  void tlsFromTheFirstByte() throws Exception {
    try (TlsFront front = front(true, "localhost")) {
      Channel.Mail mail = mail(front.port(), Tls.TLS, Optional.of(front.authority()), "s3cret");
      assertInstanceOf(Answer.Taken.class, send(mail, pending(Samples.JOHN, 0, true)));
      only();
    }
  }

  @Test
  void aStrangersCertificateGetsNothing() throws Exception {
    try (TlsFront front = front(false, "localhost");
        TlsFront other = front(false, "elsewhere.example")) {
      for (Optional<Path> trusted :
          List.of(Optional.<Path>empty(), Optional.of(other.authority()))) {
        Channel.Mail mail = mail(front.port(), Tls.STARTTLS, trusted, "s3cret");
        Answer answer = send(mail, pending(Samples.JOHN, 0, true));
        Answer.Later later = assertInstanceOf(Answer.Later.class, answer);
        assertEquals("tls", later.code());
        assertEquals(
            "localhost:"
                + front.port()
                + ": its certificate is from no authority that is trusted here; name the house's"
                + " own under authority",
            later.detail());
      }
      Channel.Mail named =
          mail(other.port(), Tls.STARTTLS, Optional.of(other.authority()), "s3cret");
      assertInstanceOf(Answer.Later.class, send(named, pending(Samples.JOHN, 0, true)));
    }
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void aServerWithoutTlsGetsNothing() {
    Answer answer =
        send(
            mail(server.getSmtp().getPort(), Tls.STARTTLS, Optional.empty(), "s3cret"),
            pending(Samples.JOHN, 0, true));
    assertTrue(!(answer instanceof Answer.Taken), answer.toString());
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void aWrongPasswordIsRefused() {
    Answer answer =
        send(
            mail(server.getSmtp().getPort(), Tls.NONE, Optional.empty(), "wrong"),
            pending(Samples.JOHN, 0, true));
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class, answer);
    assertEquals("smtp_535", refused.code());
    assertTrue(!refused.detail().contains("wrong"), refused.detail());
  }

  @Test
  void aServerThatIsAwayIsTriedLater() {
    int port = server.getSmtp().getPort();
    server.stop();
    Answer answer =
        send(mail(port, Tls.NONE, Optional.empty(), "x"), pending(Samples.JOHN, 0, true));
    Answer.Later later = assertInstanceOf(Answer.Later.class, answer);
    assertEquals("localhost:" + port + ": Connection refused", later.detail());
  }

  @Test
  void anOldAlarmWakesNobody() {
    PeopleChannels late =
        new PeopleChannels(
            () -> book(plain()),
            NO_WEB,
            InstantSource.fixed(Samples.NIGHT.plus(PeopleChannels.ALARM_KEEPS).plusSeconds(1)),
            callbacks());
    Answer answer = send(late, pending(Samples.JOHN, 0, true));
    assertEquals("too_late", assertInstanceOf(Answer.Refused.class, answer).code());
  }

  private TlsFront front(boolean fromTheFirstByte, String name) throws Exception {
    return new TlsFront(vertx, server.getSmtp().getPort(), fromTheFirstByte, name, folder);
  }

  private Channel.Mail plain() {
    return mail(server.getSmtp().getPort(), Tls.NONE, Optional.empty(), "s3cret");
  }

  private static Channel.Mail mail(int port, Tls tls, Optional<Path> authority, String password) {
    return new Channel.Mail(
        "mail",
        "localhost",
        port,
        tls,
        Optional.of("forebell"),
        Optional.of(new Secret(password)),
        "Forebell <forebell@example.com>",
        authority.map(Path::toString),
        Samples.OPEN);
  }

  private static Pending pending(Person reader, int number, boolean first) {
    return Samples.pending("mail", reader.id(), Samples.alarm(7 + number), first);
  }

  private Answer send(Channel.Mail mail, Pending pending) {
    try (PeopleChannels channels = channels(mail)) {
      return send(channels, pending);
    }
  }

  private static Answer send(PeopleChannels channels, Pending pending) {
    return channels
        .send(List.of(pending))
        .toCompletableFuture()
        .orTimeout(3, TimeUnit.MINUTES)
        .join();
  }

  private PeopleChannels channels(Channel.Mail mail) {
    return new PeopleChannels(
        () -> book(mail), NO_WEB, InstantSource.fixed(Samples.NIGHT), callbacks());
  }

  private static CallbackLinks callbacks() {
    return new CallbackLinks(new byte[32], InstantSource.fixed(Samples.NIGHT));
  }

  private static PeopleBook book(Channel.Mail mail) {
    SortedMap<String, Person> persons = new TreeMap<>();
    Samples.readers().forEach(one -> persons.put(one.id(), one));
    SortedMap<String, Channel> channels = new TreeMap<>();
    channels.put(mail.id(), mail);
    return new PeopleBook(
        Roster.NONE,
        persons,
        channels,
        Optional.empty(),
        Optional.of(URI.create("https://forebell.example.com")),
        new TreeMap<>());
  }

  private MimeMessage only() {
    return arrived(1)[0];
  }

  private MimeMessage[] arrived(int count) {
    assertTrue(server.waitForIncomingEmail(30_000, count));
    assertEquals(count, server.getReceivedMessages().length);
    return server.getReceivedMessages();
  }

  private static String part(MimeMessage mail, String type) throws Exception {
    Multipart parts = (Multipart) mail.getContent();
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.isMimeType(type)) {
        return part.getContent().toString();
      }
    }
    throw new AssertionError("no " + type);
  }
}
