package dev.forebell.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The running product mails a customer's contact at each change of an incident, through a restart
 * by {@code kill -9}, and the link in the mail opens that incident on the board.
 */
class PeopleIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final LocatorAssertions.ContainsTextOptions PATIENT =
      new LocatorAssertions.ContainsTextOptions().setTimeout((double) SOON.toMillis());

  @TempDir private Path folder;
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void theCustomerIsMailedAtEachChangeInTheirLanguageAndInOneThread() throws Exception {
    Running up = up();
    try {
      Eventually.holds("first samples", SOON, () -> isSampled(up));
      alert(up, "firing");
      mails(1);
      JsonNode incident = up.incidentOf("foreign-alert").orElseThrow();
      String id = incident.path("id").asText();
      command(up, id, "{\"command\":\"acknowledge\",\"by\":\"Ann\"}");
      mails(2);
      up.kill();
    } finally {
      up.close();
    }
    try (Running again = up()) {
      String id = again.incidentOf("foreign-alert").orElseThrow().path("id").asText();
      command(again, id, "{\"command\":\"diagnose\",\"cause\":\"index\",\"by\":\"Ann\"}");
      mails(3);
      alert(again, "resolved");
      List<MimeMessage> all = mails(5);
      check(all, id);
      board(again, id, body(all.getFirst()));
    }
  }

  private static boolean isSampled(Running up) {
    return up.get("/api/v1/hosts/this-host").path("last_sampled_at").isTextual();
  }

  private void check(List<MimeMessage> mails, String id) throws Exception {
    String root = mails.getFirst().getMessageID();
    for (MimeMessage mail : mails) {
      assertEquals("wang@acme.example", mail.getAllRecipients()[0].toString());
      assertEquals("zh", mail.getHeader("Content-Language")[0]);
      assertEquals(mails.getFirst().getSubject(), mail.getSubject());
      assertTrue(body(mail).contains(id), body(mail));
    }
    for (MimeMessage mail : mails.subList(1, mails.size())) {
      assertEquals(root, mail.getHeader("In-Reply-To")[0], mail.getMessageID());
    }
    List<String> words = List.of("未受理", "已受理", "已诊断", "已解决", "已关闭");
    for (int i = 0; i < words.size(); i++) {
      String body = body(mails.get(i));
      assertTrue(body.contains(words.get(i)), words.get(i) + " in " + body);
    }
  }

  private static String messageId(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** The address of the mail, at the port of this run; also of an incident that is over. */
  private static void board(Running up, String id, String mail) throws Exception {
    assertTrue(mail.contains("https://board.example/#" + id), mail);
    try (Chromium chromium = new Chromium();
        Page page = chromium.page(new Browser.NewPageOptions().setLocale("en"))) {
      page.navigate(up.console().resolve("/#" + id).toString());
      Locator card = page.locator(".card[data-linked=true]");
      assertThat(card).containsText(id, PATIENT);
      assertThat(card.locator(".steps")).containsText("Ann", PATIENT);
      assertThat(card).isInViewport();
      page.navigate(up.console().resolve("/#INC-DEMO-2026-999").toString());
      assertThat(page.locator(".toast.bad"))
          .containsText("INC-DEMO-2026-999 cannot be shown", PATIENT);
    }
  }

  /** A mail that was on its way at the kill may come again, as the same mail. */
  private List<MimeMessage> mails(int count) {
    Eventually.holds(count + " mails", SOON, () -> mails().size() >= count);
    List<MimeMessage> all = mails();
    assertEquals(count, all.size(), "each change is told once");
    assertTrue(server.getReceivedMessages().length <= count + 1, "only one was on its way");
    return all;
  }

  private List<MimeMessage> mails() {
    Map<String, MimeMessage> all = new LinkedHashMap<>();
    for (MimeMessage mail : server.getReceivedMessages()) {
      all.putIfAbsent(messageId(mail), mail);
    }
    return List.copyOf(all.values());
  }

  private static String body(MimeMessage mail) throws Exception {
    Multipart parts = (Multipart) mail.getContent();
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.isMimeType("text/plain")) {
        return part.getContent().toString();
      }
    }
    throw new AssertionError("no text");
  }

  private static void command(Running up, String id, String json) {
    HttpResponse<String> answer = up.post("/api/v1/incidents/" + id + "/commands", json);
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private static void alert(Running up, String status) {
    String body =
        """
        {"version": "4", "status": "%1$s", "alerts": [{"status": "%1$s", "fingerprint": "f1",
          "labels": {"alertname": "DatabaseSlow", "instance": "this-host:9104", "severity": "critical"},
          "annotations": {"summary": "queries take 4 s"}, "startsAt": "2026-11-21T09:00:00Z", "endsAt": "%2$s"}]}
        """
            .formatted(status, status.equals("firing") ? "0001-01-01T00:00:00Z" : Instant.now());
    try {
      HttpResponse<String> answer =
          WaysIn.post(up.console().resolve("/api/v1/alertmanager"), "application/json", body);
      assertEquals(200, answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Running up() throws Exception {
    Path config =
        TestConfig.quick(folder.resolve("config"))
            .withForeignAlerts()
            .with(
                "people/people.yaml",
                """
                board: https://board.example
                channels:
                  - {id: mail, kind: mail, server: "127.0.0.1:%d", tls: none, from: "Forebell <forebell@example.com>"}
                """
                    .formatted(server.getSmtp().getPort()))
            .with(
                "customers/demo.yaml",
                """
                customer: {id: demo, code: DEMO, zone: Asia/Shanghai, people: 61, people_share: 50%, contract: quick, webhooks: [demo-desk]}
                sites: [{id: hq}]
                hosts: [{id: this-host, site: hq, kind: server, confirm: 3s}]
                contacts: [{id: it-lead, name: Wang Fang, language: zh, addresses: {mail: wang@acme.example}}]
                """)
            .folder();
    return Running.start("up", config, folder.resolve("data"));
  }
}
