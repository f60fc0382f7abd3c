package dev.forebell.collector.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.collector.port.Channel.Mail;
import dev.forebell.collector.port.PeopleSender.Answer;
import dev.forebell.collector.port.TlsFailure;
import dev.forebell.common.model.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mails of one channel, each on a thread and a connection of its own. Thread-safe; never blocks the
 * caller.
 */
final class MailPost implements AutoCloseable {
  private static final Pattern REPLY = Pattern.compile("^\\s*\\[?([245]\\d\\d)\\b");

  private final Mail channel;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  MailPost(Mail channel) {
    this.channel = channel;
  }

  /** The settings that it was made with. */
  Mail channel() {
    return channel;
  }

  /**
   * Sends one letter.
   *
   * @param thread the same for all letters about one thing to one reader; letters, digits, dots and
   *     hyphens
   * @param part names this letter within its thread; empty: it is the first
   */
  CompletionStage<Answer> send(String to, Letter letter, String thread, String part) {
    return CompletableFuture.supplyAsync(() -> attempt(to, letter, thread, part), threads)
        .completeOnTimeout(
            new Answer.Later("timeout", "the mail server did not answer in time", Optional.empty()),
            channel.manners().timeout().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private Answer attempt(String to, Letter letter, String thread, String part) {
    try {
      Session session = Session.getInstance(properties());
      MimeMessage mail = message(session, to, letter, thread, part);
      try (Transport transport = session.getTransport()) {
        transport.connect(
            channel.host(),
            channel.port(),
            channel.user().orElse(null),
            channel.password().map(Secret::reveal).orElse(null));
        transport.sendMessage(mail, mail.getAllRecipients());
      }
      return new Answer.Taken();
    } catch (MessagingException e) {
      return failed(e);
    } catch (GeneralSecurityException | IOException e) {
      return new Answer.Refused("authority", "the certificates that are trusted: " + line(e));
    }
  }

  private Properties properties() throws GeneralSecurityException, IOException {
    boolean secure = channel.tls() == Mail.Tls.TLS;
    String protocol = secure ? "smtps" : "smtp";
    String at = "mail." + protocol + ".";
    String patience = Long.toString(most(channel.manners().timeout()));
    Properties settings = new Properties();
    settings.put("mail.transport.protocol", protocol);
    settings.put(at + "auth", Boolean.toString(channel.user().isPresent()));
    // Without TLS nothing is sent, not even to a server that offers none; and it must be that
    // server.
    settings.put(at + "starttls.enable", Boolean.toString(channel.tls() == Mail.Tls.STARTTLS));
    settings.put(at + "starttls.required", Boolean.toString(channel.tls() == Mail.Tls.STARTTLS));
    settings.put(at + "ssl.checkserveridentity", "true");
    settings.put(at + "ssl.protocols", "TLSv1.3 TLSv1.2");
    settings.put(at + "connectiontimeout", patience);
    settings.put(at + "timeout", patience);
    settings.put(at + "writetimeout", patience);
    settings.put(at + "localhost", domain());
    if (channel.authority().isPresent()) {
      settings.put(at + "ssl.socketFactory", Trusting.only(channel.authority().get()));
    }
    return settings;
  }

  private static long most(Duration timeout) {
    return Math.max(1, timeout.toMillis());
  }

  /** What Message-IDs end with. */
  private String domain() {
    String address = channel.from().replaceFirst("^.*<", "").replaceFirst(">.*$", "");
    return address.substring(address.indexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
  }

  private MimeMessage message(Session session, String to, Letter letter, String thread, String part)
      throws MessagingException {
    String root = "<" + thread + "@" + domain() + ">";
    String id = part.isEmpty() ? root : "<" + thread + "." + part + "@" + domain() + ">";
    MimeMessage mail =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    mail.setFrom(new InternetAddress(channel.from(), true));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    mail.setSubject(letter.subject(), UTF_8.name());
    if (!part.isEmpty()) {
      mail.setHeader("In-Reply-To", root);
      mail.setHeader("References", root);
    }
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    mail.setHeader("Content-Language", letter.language());
    if (letter.urgent()) {
      mail.setHeader("X-Priority", "1");
      mail.setHeader("Importance", "high");
    }
    mail.setContent(
        new MimeMultipart(
            "alternative",
            text(LetterForms.plain(letter), "plain"),
            text(LetterForms.html(letter), "html")));
    mail.saveChanges();
    return mail;
  }

  private static MimeBodyPart text(String text, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8.name(), kind);
    return part;
  }

  private Answer failed(MessagingException failure) {
    String place = channel.host() + ":" + channel.port();
    Optional<String> tls = TlsFailure.words(failure);
    if (tls.isPresent()) {
      return new Answer.Later("tls", place + ": " + tls.get(), Optional.empty());
    }
    if (innermost(failure) instanceof UnknownHostException) {
      return new Answer.Later(
          "name_not_resolved", "'" + channel.host() + "' has no address", Optional.empty());
    }
    String detail = line(failure);
    Matcher reply = REPLY.matcher(detail);
    if (failure instanceof AuthenticationFailedException) {
      return new Answer.Refused("smtp_535", detail);
    }
    if (!reply.find()) {
      return new Answer.Later("connection", place + ": " + detail, Optional.empty());
    }
    String code = "smtp_" + reply.group(1);
    return reply.group(1).startsWith("5")
        ? new Answer.Refused(code, detail)
        : new Answer.Later(code, detail, Optional.empty());
  }

  /** The innermost says what the server said. */
  private static String line(Throwable failure) {
    Throwable deepest = innermost(failure);
    return BotAnswer.line(Optional.ofNullable(deepest.getMessage()).orElse(deepest.toString()));
  }

  private static Throwable innermost(Throwable failure) {
    Optional<Throwable> next =
        failure instanceof MessagingException several
            ? Optional.<Throwable>ofNullable(several.getNextException())
                .or(() -> Optional.ofNullable(several.getCause()))
            : Optional.ofNullable(failure.getCause());
    return next.map(MailPost::innermost).orElse(failure);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
