package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void aSecretOfFewCharactersIsMaskedWhereItStandsAlone() throws IOException {
    Path webhook = dir.resolve("webhooks").resolve("pd.yaml");
    Files.writeString(webhook, Files.readString(webhook).replace("hush", "e"));
    int code = run("pd", "--event", file("event.json"), "--answer", file("answer.json"));
    String said = out.toString();
    assertEquals(0, code, said + err);
    assertTrue(said.startsWith("POST https://events.pagerduty.com/v2/enqueue\n"), said);
    assertTrue(said.contains("\"routing_key\":\"***\",\"event_action\":\"trigger\""), said);
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
  void whatIsWrongIsSaidInOneLine() throws IOException {
    assertEquals(2, run("nosuch", "--event", file("event.json")));
    assertEquals(2, run("pd", "--event", file("absent.json")));
    Files.writeString(dir.resolve("event.json"), "hello");
    assertEquals(2, run("pd", "--event", file("event.json")));
    Files.writeString(dir.resolve("event.json"), "{\"event\": \"incident.opened\"}");
    assertEquals(2, run("pd", "--event", file("event.json")));
    assertEquals(
        List.of(
            "there is no webhook 'nosuch'; there are pd",
            file("absent.json") + " cannot be read",
            "this is no event object: the event is no JSON object: Unrecognized token 'hello': was"
                + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                + " 'false') (line 1, column 1)",
            "this is no event object: it has no incident.id"),
        err.toString().lines().toList());
  }

  private void redmine() throws IOException {
    Files.copy(
        Path.of("..", "config", "adapters", "redmine.yaml"),
        dir.resolve("adapters").resolve("redmine.yaml"));
    Files.writeString(
        dir.resolve("webhooks").resolve("rm.yaml"),
        "webhook: {id: rm, url: 'https://redmine.example', adapter: redmine, credentials: {api_key:"
            + " hush}, vars: {project: ops, bots: [3]}}");
    Files.writeString(
        dir.resolve("list.json"),
        "{\"issues\": [{\"id\": 17, \"subject\": \"INC-DEMO-2026-1 web-1: host_down\"}]}");
    Files.writeString(
        dir.resolve("issue.json"),
        """
        {"issue": {"journals": [
          {"id": 5, "user": {"id": 7, "name": "Li Wei"}, "notes": "on my way", "created_on": "2026-03-02T09:05:00Z",
           "details": [{"property": "attr", "name": "status_id", "old_value": "1", "new_value": "2"}]},
          {"id": 6, "user": {"id": 3, "name": "Forebell"}, "notes": "ours", "created_on": "2026-03-02T09:06:00Z", "details": []}]}}
        """);
  }

  @Test
  void whatAPollAsksAndLearnsIsShown() throws IOException {
    redmine();
    String since = "2026-03-02T09:00:00Z";
    int code =
        run(
            "rm",
            "--poll",
            "--since",
            since,
            "--answer",
            file("list.json"),
            "--answer",
            file("issue.json"));
    String said = out.toString();
    assertEquals(0, code, said + err);
    assertTrue(said.contains("updated_on=%3E%3D2026-03-02T09%3A00%3A00Z"), said);
    assertTrue(said.contains("GET https://redmine.example/issues/17.json?include=journals"), said);
    assertTrue(
        said.contains(
            "news: comment of ticket 17 by Li Wei at 2026-03-02T09:05:00Z (id journal 5 notes): on"
                + " my way"),
        said);
    assertTrue(said.contains("news: acknowledge of ticket 17 by Li Wei"), said);
    assertFalse(said.contains("Forebell at") || said.contains("hush"), said);
  }

  @Test
  void aPollThatIsNotAskedSaysWhy() throws IOException {
    redmine();
    Path webhook = dir.resolve("webhooks").resolve("rm.yaml");
    Files.writeString(webhook, Files.readString(webhook).replace(", bots: [3]", ""));
    assertEquals(1, run("rm", "--poll"));
    assertEquals(
        "not asked: 'when' of the poll does not hold (do vars.bots name nobody?)\n",
        out.toString());
    assertEquals(1, run("pd", "--poll"));
    assertTrue(out.toString().contains("the adapter asks nothing"), out.toString());
  }

  @Test
  void whatACallWouldBeTakenAsIsShownAndWhetherItWouldBeBelieved() throws IOException {
    Path webhook = dir.resolve("webhooks").resolve("pd.yaml");
    Files.writeString(
        dir.resolve("call.json"),
        """
        {"event": {"id": "e1", "event_type": "incident.acknowledged", "occurred_at": "2026-03-02T09:05:00Z",
          "agent": {"type": "user_reference", "summary": "Li Wei"}, "data": {"incident_key": "INC-DEMO-2026-1"}}}
        """);
    assertEquals(0, run("pd", "--call", file("call.json")));
    assertTrue(out.toString().startsWith("proof: none, so that no call is taken"), out.toString());
    assertTrue(
        out.toString()
            .contains(
                "news: acknowledge of ticket INC-DEMO-2026-1 by Li Wei at 2026-03-02T09:05:00Z (id"
                    + " e1)"),
        out.toString());
    Files.writeString(
        webhook, Files.readString(webhook).replace("hush}", "hush, hook_secret: quieter}"));
    assertEquals(
        1, run("pd", "--call", file("call.json"), "--header", "X-PagerDuty-Signature: v1=00"));
    assertTrue(out.toString().contains("proof: does not fit"), out.toString());
  }

  @Test
  void newsThatLacksSomethingIsNamed() throws IOException {
    Files.writeString(
        dir.resolve("adapters").resolve("mine.yaml"),
        """
        adapter: {id: mine, credentials: {hook_token: optional}}
        create: {path: /t}
        back: {proof: {form: token, header: X, key: "{hook_token}"}, news: 'body.{"id": id, "ticket": t, "do": "fix"}'}
        """);
    Files.writeString(
        dir.resolve("webhooks").resolve("mine.yaml"),
        "webhook: {id: mine, url: 'https://x.example', adapter: mine, credentials: {hook_token:"
            + " k}}");
    Files.writeString(dir.resolve("call.json"), "{\"id\": 1, \"t\": \"17\"}");
    assertEquals(1, run("mine", "--call", file("call.json"), "--header", "X: k"));
    assertTrue(out.toString().contains("proof: fits\nleft out"), out.toString());
    assertTrue(out.toString().contains("do=fix"), out.toString());
  }

  @Test
  void aParentsTicketIsSupposed() throws IOException {
    redmine();
    Files.writeString(
        dir.resolve("event.json"),
        EVENT
            .replace("incident.opened", "incident.absorbed")
            .replace("\"state\"", "\"parent\": \"INC-DEMO-2026-2\", \"state\""));
    assertEquals(0, run("rm", "--event", file("event.json"), "--ticket", "17", "--parent", "16"));
    assertTrue(out.toString().contains("/issues/16/relations.json"), out.toString());
    assertTrue(out.toString().contains("Explained by incident INC-DEMO-2026-2"), out.toString());
  }

  @Test
  void mistakesOfTheUserAreNamed() throws IOException {
    assertEquals(2, run("dp", "--event", file("event.json")));
    assertTrue(err.toString().contains("there is no webhook 'dp'; there are pd"), err.toString());
    Files.writeString(dir.resolve("event.json"), "{}");
    assertEquals(2, run("pd", "--event", file("event.json")));
    assertTrue(err.toString().contains("this is no event object"), err.toString());
    assertEquals(2, run("pd", "--event", file("absent.json")));
    assertTrue(err.toString().contains("absent.json cannot be read"), err.toString());
  }
}
