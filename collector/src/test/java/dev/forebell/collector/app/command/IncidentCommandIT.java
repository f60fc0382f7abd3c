package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.api.SampleIncident;
import dev.forebell.collector.api.WebFixture;
import dev.forebell.collector.engine.Reason;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands against a real server with the real routes. */
class IncidentCommandIT {
  private static final String ID = "INC-ACME-2026-1";
  private final WebFixture web = WebFixture.start();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void anIncident() {
    Instant now = Instant.now();
    JsonObject incident =
        SampleIncident.open(now, ID, "acme", "vdi\u001b[31m-01", "host-down", Duration.ofHours(2))
            .with("emergency", true)
            .with("evidence", SampleIncident.evidence("nothing was heard", new JsonObject()))
            .clock("contract", "response", "always", Duration.ofMinutes(5), Duration.ofHours(3))
            .json();
    web.incidents.put(incident, now, "incident.opened", "system:engine", Reason.SILENT_CONFIRMED);
  }

  @AfterEach
  void stop() {
    web.close();
  }

  private int run(String... arguments) {
    return new CommandLine(new IncidentCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String address() {
    return "--collector=" + web.uri("");
  }

  @Test
  void listPrintsATableWithoutControlCodes() {
    assertEquals(0, run("list", address()), err::toString);
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.get(0).startsWith("INCIDENT         SEVERITY   STATE"), lines.get(0));
    assertTrue(lines.get(1).startsWith(ID + "  EMERGENCY  open"), lines.get(1));
    assertTrue(lines.get(1).contains("2h00m"), lines.get(1));
    assertTrue(lines.get(1).contains("response 2h59m left"), lines.get(1));
    assertTrue(lines.get(1).indexOf('\u001b') < 0);
  }

  @Test
  void jsonIsTheCollectorsOwn() {
    assertEquals(0, run("list", "--json", "--host", "nowhere", address()));
    assertEquals("{\"incidents\":[],\"next\":null}", out.toString().strip());
  }

  @Test
  void anEmptyListSaysSo() {
    assertEquals(0, run("list", "--customer", "nord", address()));
    assertEquals("No incident matches.", out.toString().strip());
  }

  @Test
  void showPrintsEvidenceClocksAndTimeline() {
    assertEquals(0, run("show", ID, address()));
    for (String part :
        new String[] {
          "nothing was heard", "contract  response", "incident.opened", "system:engine"
        }) {
      assertTrue(out.toString().contains(part), out::toString);
    }
  }

  @Test
  void acknowledgeAndResolveAreRecordedUnderTheGivenName() {
    assertEquals(0, run("acknowledge", ID, "--by", "Anna", "--comment", "mine", address()));
    assertEquals(ID + " is acknowledged.", out.toString().strip());
    assertEquals(0, run("resolve", ID, "--by", "Anna", "--reason", "restarted", address()));
    assertTrue(run("show", ID, address()) == 0 && out.toString().contains("Anna"), out::toString);
  }

  @Test
  void theSystemsUserIsTheDefaultName() {
    assertEquals(0, run("acknowledge", ID, address()));
    run("show", ID, address());
    assertTrue(out.toString().contains(System.getProperty("user.name")), out::toString);
  }

  @Test
  void aRefusalExitsWithOneAndTheSentence() {
    run("acknowledge", ID, address());
    assertEquals(1, run("acknowledge", ID, address()));
    assertEquals("The collector refused: acknowledged: not now", err.toString().strip());
    assertEquals(1, run("show", "INC-ACME-2026-9", address()));
  }

  @Test
  void wrongUsageExitsWithTwo() {
    assertEquals(2, run("show", "nonsense", address()));
    assertTrue(err.toString().contains("INC-ACME-2026-1"), err::toString);
    assertEquals(2, run("resolve", ID, address()));
    assertEquals(2, run("list", "--collector", "nowhere"));
  }

  @Test
  void anUnreachableCollectorExitsWithThreeAndTheRemedy() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertEquals(3, run("list", "--collector", "http://127.0.0.1:" + free));
    assertTrue(err.toString().contains("forebell up"), err::toString);
    assertEquals("", out.toString());
  }
}
