package dev.forebell.benchmarks.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is measured with simulated agents. */
final class Fleets {
  private static final double MIB = 1 << 20;
  private static final double CORES = 2;

  private Fleets() {}

  /** The collector's cost at 1,000 and 10,000 agents of 150 series. */
  static List<Row> agents(Bench bench) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    for (String agents : List.of("1000", "10000")) {
      rows.addAll(cost(agents + " agents, 10 s", cost(bench, agents)));
    }
    return rows;
  }

  /** The same over TLS. */
  static List<Row> agentsTls(Bench bench) throws IOException, InterruptedException {
    return cost("10000 agents over TLS, 10 s", cost(bench, "10000", "--tls"));
  }

  /** A fleet that streams for a minute, after two of warm-up. */
  static JsonNode cost(Bench bench, String agents, String... more)
      throws IOException, InterruptedException {
    List<String> options =
        new ArrayList<>(List.of("--agents", agents, "--warm-up", "2m", "--length", "60s"));
    options.addAll(List.of(more));
    return bench.simulate("", options.toArray(String[]::new));
  }

  private static List<Row> cost(String what, JsonNode result) {
    double share =
        result.path("collector_cpu_seconds").asDouble()
            / result.path("measured_seconds").asDouble()
            / CORES;
    return List.of(
        new Row(
            what + ": per million samples, rules and heartbeats included",
            Row.number(result.path("collector_cpu_seconds_per_million").asDouble(), "CPU-s"),
            "0.25 CPU-s"),
        new Row(what + ": share of two cores", Row.number(100 * share, "%"), "50 %"),
        new Row(
            what + ": resident memory",
            Row.number(result.path("collector_memory_bytes").asDouble() / MIB, "MiB"),
            "1024 MiB"),
        new Row(
            what + ": lost connections, unexpected incidents",
            result.path("losses").asText() + ", " + result.path("unexpected").asText(),
            "0, 0"));
  }

  /** What a hundred thousand more series take. */
  static List<Row> memory(Bench bench) throws IOException, InterruptedException {
    double few = memory(bench, "10");
    double many = memory(bench, "110");
    return List.of(
        new Row(
            "memory of 100,000 more active series (1000 agents of 110 series less 1000 of 10)",
            Row.number(many - few, "MiB"),
            "60 MiB"));
  }

  private static double memory(Bench bench, String series)
      throws IOException, InterruptedException {
    return bench
            .simulate("", "--agents", "1000", "--series", series, "--length", "40s")
            .path("collector_memory_bytes")
            .asDouble()
        / MIB;
  }

  /** From a full disk to the webhook. */
  static List<Row> disk(Bench bench) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    for (String interval : List.of("1s", "10s")) {
      JsonNode result =
          bench.simulate(
              // the first incidents of a collector are its slowest
              """
              events:
                - {at: 5s, do: fill, hosts: 10, expect: simulated-disk-full}
                - {at: 20s, do: fill, hosts: 40, expect: simulated-disk-full}
              """,
              "--agents",
              "200",
              // fewer than what is grouped into one incident
              "--site",
              "4",
              "--interval",
              interval,
              "--length",
              "45s");
      String goal = interval.equals("1s") ? "0.7 s" : "5.2 s";
      rows.add(effect("disk crosses an immediate level, samples each " + interval, result, goal));
    }
    return rows;
  }

  /** From a host's silence to the webhook; nobody is a witness. */
  static List<Row> silent(Bench bench) throws IOException, InterruptedException {
    JsonNode result =
        bench.simulate(
            // after the grace of a start
            "events: [{at: 30s, do: silence, hosts: 10, for: 80s, expect: host_down}]\n",
            "--agents",
            "200",
            // several suspects at a site wait for each other
            "--site",
            "1",
            "--length",
            "70s");
    return List.of(effect("silent host, no witness, confirm 30 s", result, "31 s"));
  }

  private static Row effect(String what, JsonNode result, String goal) {
    JsonNode effects = result.path("effects");
    JsonNode effect = effects.path(effects.size() - 1);
    JsonNode webhook = effect.path("webhook");
    return new Row(
        what
            + ": to the webhook, median, p99 ("
            + effect.path("reported").asText()
            + " of "
            + effect.path("hosts").asText()
            + ")",
        Row.number(webhook.path("p50_seconds").asDouble(), "s")
            + ", "
            + Row.number(webhook.path("p99_seconds").asDouble(), "s"),
        goal);
  }

  /** Everybody comes back at once. */
  static List<Row> storm(Bench bench) throws IOException, InterruptedException {
    return storm(bench, "plaintext", "30 s");
  }

  static List<Row> stormTls(Bench bench) throws IOException, InterruptedException {
    return storm(bench, "TLS", "60 s", "--tls");
  }

  private static List<Row> storm(Bench bench, String how, String goal, String... more)
      throws IOException, InterruptedException {
    List<String> options =
        new ArrayList<>(List.of("--agents", "10000", "--warm-up", "2m", "--length", "100s"));
    options.addAll(List.of(more));
    JsonNode result =
        bench.simulate("events: [{at: 5s, do: storm}]\n", options.toArray(String[]::new));
    String what = "10000 agents reconnect at once, " + how;
    return List.of(
        new Row(
            what + ": all streaming again",
            result.path("effects").path(0).has("back_seconds")
                ? Row.number(result.path("effects").path(0).path("back_seconds").asDouble(), "s")
                : "not within the run",
            goal),
        new Row(what + ": incidents of any kind", String.valueOf(result.path("opened")), "none"));
  }

  /** Ten thousand conditions in a minute, and the interface meanwhile. */
  static List<Row> conditions(Bench bench) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("events:\n");
    for (int second = 0; second < 60; second += 10) {
      script.append(
          "  - {at: %ds, do: fill, hosts: 1667, expect: simulated-disk-full}\n"
              .formatted(second + 5));
    }
    try (ApiWatch watch = new ApiWatch()) {
      JsonNode result =
          bench.simulate(
              script.toString(),
              watch::address,
              "--agents",
              "10000",
              "--warm-up",
              "2m",
              "--length",
              "80s");
      return List.of(
          new Row(
              "10,000 conditions in a minute: sample to commit, p99, longest",
              Row.number(result.path("ack").path("p99_seconds").asDouble(), "s")
                  + ", "
                  + Row.number(result.path("ack").path("max_seconds").asDouble(), "s"),
              "5 s"),
          new Row(
              "10,000 conditions in a minute: incidents opened",
              String.valueOf(result.path("opened")),
              ""),
          new Row(
              String.format(
                  Locale.ROOT,
                  "10,000 conditions in a minute: list of incidents, p95 (%d requests)",
                  watch.count()),
              Row.number(watch.p95(), "ms"),
              "500 ms"));
    }
  }

  /** The board's word on a closed connection, from fire drills. */
  static List<Row> lost(Bench bench) throws IOException, InterruptedException {
    List<String> lines = bench.forebell(List.of("drill", "--json"), _ -> {});
    List<Row> rows = new ArrayList<>();
    for (String line : lines) {
      JsonNode step = Bench.json(line);
      if (step.has("seconds")) {
        String name = step.path("step").asText();
        String goal = name.equals("agent_lost") ? "0.2 s" : "";
        rows.add(new Row("drill: " + name, Row.number(step.path("seconds").asDouble(), "s"), goal));
      }
    }
    return rows;
  }
}
