package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What whoever writes an adapter sees of it. */
class WebhookCommandTest {
  private static final String EVENT =
      """
      {"at": "2026-03-02T09:00:30.000Z", "event": "incident.opened", "number": 1, "clock": null,
       "incident": {"id": "INC-DEMO-2026-1", "customer": "demo", "host": "web-1", "rule": "host_down",
        "subject": "", "means": "outage", "severity": "critical", "emergency": false, "state": "open",
        "began_at": "2026-03-02T09:00:00.000Z", "evidence": {"text": "heard last at 09:00:00"}}}
      """;

  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectories(dir.resolve("webhooks"));
    Files.createDirectories(dir.resolve("adapters"));
    Files.copy(
        Path.of("..", "config", "adapters", "pagerduty.yaml"),
        dir.resolve("adapters").resolve("pagerduty.yaml"));
    Files.writeString(
        dir.resolve("webhooks").resolve("pd.yaml"),
        "webhook: {id: pd, url: 'https://events.pagerduty.com', adapter: pagerduty,"
            + " credentials: {routing_key: hush}, headers: {X-Extra: quiet}}");
    Files.writeString(dir.resolve("event.json"), EVENT);
    Files.writeString(dir.resolve("answer.json"), "{\"dedup_key\": \"INC-DEMO-2026-1\"}");
  }

  private int run(String... more) {
    String[] fixed = {"try", "--config", dir.toString()};
    String[] all = new String[fixed.length + more.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return new CommandLine(new WebhookCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  private String file(String name) {
    return dir.resolve(name).toString();
  }

  @Test
  void theRequestIsShownWithItsSecretsMaskedAndTheAnswerAsATicket() {
    int code = run("pd", "--event", file("event.json"), "--answer", file("answer.json"));
    String said = out.toString();
    assertEquals(0, code, said + err);
    assertTrue(said.startsWith("POST https://events.pagerduty.com/v2/enqueue\n"), said);
    assertTrue(said.contains("\"routing_key\":\"***\",\"event_action\":\"trigger\""), said);
    assertTrue(said.contains("  X-Extra: ***\n"), said);
    assertTrue(said.contains("ticket: key INC-DEMO-2026-1"), said);
    assertFalse(said.contains("hush") || said.contains("quiet"), said);
  }

  @Test
  void whatWouldFailSaysWhy() throws IOException {
    Files.writeString(dir.resolve("answer.json"), "<html>");
    assertEquals(1, run("pd", "--event", file("event.json"), "--answer", file("answer.json")));
    assertTrue(out.toString().contains("would not count as delivered: answer_unreadable"));
  }

  @Test
  void anEventThatIsNotSentSaysSo() throws IOException {
    Files.writeString(
        dir.resolve("event.json"), EVENT.replace("incident.opened", "incident.commented"));
    assertEquals(0, run("pd", "--event", file("event.json"), "--ticket", "k"));
    assertEquals("nothing is sent for this event\n", out.toString());
  }

  @Test
  void mistakesOfTheUserAreNamed() throws IOException {
    assertEquals(2, run("dp", "--event", file("event.json")));
    assertTrue(err.toString().contains("there is no webhook 'dp'; there are [pd]"), err.toString());
    Files.writeString(dir.resolve("event.json"), "{}");
    assertEquals(2, run("pd", "--event", file("event.json")));
    assertTrue(err.toString().contains("this is no event object"), err.toString());
    assertEquals(2, run("pd", "--event", file("absent.json")));
    assertTrue(err.toString().contains("absent.json cannot be read"), err.toString());
  }
}
