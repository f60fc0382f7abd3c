package dev.forebell.collector.app.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.forebell.collector.app.AgentProcess;
import dev.forebell.collector.app.drill.CollectorWatch.Seen;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the two parts of a drill against a collector: (a) the agent is stopped so that it falls
 * silent, then goes on; (b) it is killed. Every step is reported as it is seen; a step that is not
 * seen ends its part.
 */
public final class Drill {
  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration DELIVERY = Duration.ofMillis(1500);
  private static final Duration RESTORE = Duration.ofSeconds(2);
  private static final Duration CLEAR = Duration.ofSeconds(90);
  private static final Duration LOST = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DrillTarget target;
  private final DrillLog log;

  /**
   * Prepares a drill.
   *
   * @param report told each step at once
   */
  public Drill(DrillTarget target, Consumer<DrillStep> report) {
    this.target = target;
    this.log = new DrillLog(report);
  }

  /** Runs it to the end; all steps in order. */
  public List<DrillStep> run() throws IOException, InterruptedException {
    try (CollectorWatch watch = CollectorWatch.open(target.collector());
        AgentProcess agent =
            AgentProcess.start(target.agentConfig(), target.environment(), target.log())) {
      Optional<Long> connected = watch.awaitLink(target.host(), "up", CONNECT);
      if (log.step("connected", CONNECT, connected, target.host())) {
        Optional<String> incident = fallSilent(watch, agent);
        if (incident.isPresent()) {
          comeBack(watch, incident.get());
        }
        kill(watch, agent);
      }
    }
    return log.steps();
  }

  private Optional<String> fallSilent(CollectorWatch watch, AgentProcess agent)
      throws IOException, InterruptedException {
    log.trigger();
    signal("STOP", agent.pid());
    try {
      Duration soon = target.confirm().plus(DELIVERY);
      Optional<Seen> opened = watch.await(this::accusesUs, soon.plus(PATIENCE));
      if (!log.step("opened", soon, nanos(opened), opened.map(Drill::id).orElse(""))) {
        return Optional.empty();
      }
      String incident = opened.map(Drill::id).orElseThrow();
      await(watch, incident, "incident.promoted", "emergency", soon, Drill::evidence);
      await(watch, incident, "sla.started", "clock", soon, Drill::clock);
      await(watch, incident, "incident.linked", "ticket", soon, Drill::ticket);
      return Optional.of(incident);
    } finally {
      log.trigger();
      signal("CONT", agent.pid());
    }
  }

  private void comeBack(CollectorWatch watch, String incident)
      throws IOException, InterruptedException {
    await(watch, incident, "incident.restored", "restored", RESTORE, event -> incident);
    await(watch, incident, "incident.resolved", "resolved", CLEAR, event -> incident);
    if (target.desk().isPresent()) {
      log.step("closed", CLEAR, ticketClosed(watch, incident), incident);
    }
  }

  private Optional<Long> ticketClosed(CollectorWatch watch, String incident)
      throws IOException, InterruptedException {
    return watch.awaitThat(() -> isClosed(watch, incident), PATIENCE);
  }

  private boolean isClosed(CollectorWatch watch, String incident)
      throws IOException, InterruptedException {
    for (JsonNode ticket :
        watch.get(target.desk().orElseThrow().resolve("/cases.json")).path("cases")) {
      if (ticket.toString().contains(incident) && ticket.path("status").asText().equals("Closed")) {
        return true;
      }
    }
    return false;
  }

  private void kill(CollectorWatch watch, AgentProcess agent)
      throws IOException, InterruptedException {
    log.trigger();
    signal("KILL", agent.pid());
    Optional<Long> lost = watch.awaitLink(target.host(), "agent_lost", PATIENCE);
    if (log.step("agent_lost", LOST, lost, target.host())) {
      Duration quiet = target.confirm().plus(DELIVERY);
      Optional<Seen> accused =
          watch.await(seen -> seen.nanos() > log.triggeredAt() && accusesUs(seen), quiet);
      Optional<Long> silent = accused.isEmpty() ? Optional.of(System.nanoTime()) : Optional.empty();
      log.step("no_outage", quiet.plus(PATIENCE), silent, target.host());
    }
  }

  private void await(
      CollectorWatch watch,
      String incident,
      String event,
      String step,
      Duration limit,
      Function<JsonNode, String> detail)
      throws InterruptedException {
    Optional<Seen> seen =
        watch.await(
            one ->
                one.nanos() > log.triggeredAt()
                    && one.event().path("event").asText().equals(event)
                    && id(one).equals(incident),
            limit.plus(PATIENCE));
    log.step(step, limit, nanos(seen), seen.map(Seen::event).map(detail).orElse(""));
  }

  /** An outage of our host was opened. */
  private boolean accusesUs(Seen seen) {
    JsonNode incident = seen.event().path("incident");
    String event = seen.event().path("event").asText();
    return event.equals("incident.opened")
        && incident.path("host").asText().equals(target.host())
        && incident.path("means").asText().equals("outage");
  }

  private static Optional<Long> nanos(Optional<Seen> seen) {
    return seen.map(Seen::nanos);
  }

  private static String id(Seen seen) {
    return seen.event().path("incident").path("id").asText();
  }

  private static String evidence(JsonNode event) {
    return event.path("incident").path("evidence").path("text").asText();
  }

  private static String clock(JsonNode event) {
    JsonNode clock = event.path("clock");
    return clock.path("set").asText()
        + " "
        + clock.path("name").asText()
        + " -> "
        + clock.path("deadline").asText();
  }

  private static String ticket(JsonNode event) {
    JsonNode linked = event.path("incident").path("evidence").path("detail");
    return linked.path("system").asText() + " " + linked.path("reference").asText();
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " " + pid + " failed");
    }
  }
}
