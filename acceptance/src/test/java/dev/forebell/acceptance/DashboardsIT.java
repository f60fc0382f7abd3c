package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of the shipped dashboards and rules, asked of a real Prometheus that reads a Forebell
 * with an emergency and a desk that cannot be reached: each must give something.
 */
class DashboardsIT {
  private static final Path CONFIG = Checkout.root().resolve("config");
  private static final Pattern METRIC = Pattern.compile("\\b(?:forebell|system)_\\w+");

  @TempDir private Path folder;

  @Test
  void everyQueryGivesSomething() throws Exception {
    checkRules();
    Path rules = CONFIG.resolve("prometheus/rules/forebell.yml");
    try (Running up = Running.start("up", configuration(), folder.resolve("data"))) {
      Eventually.holds(
          "an emergency",
          RunningPrometheus.SOON,
          () -> up.text(up.console().resolve("/metrics")).body().contains("emergency=\"true\"} 1"));
      try (RunningPrometheus prometheus = RunningPrometheus.start(folder, reads(up, rules), up)) {
        for (String query : dashboardQueries()) {
          gives(prometheus, query);
        }
        JsonNode groups = rules(prometheus);
        for (JsonNode group : groups) {
          for (JsonNode rule : group.path("rules")) {
            check(prometheus, rule);
          }
        }
      }
    }
  }

  private static JsonNode rules(RunningPrometheus prometheus) {
    Eventually.holds(
        "rules evaluated",
        RunningPrometheus.SOON,
        () -> prometheus.answer("/api/v1/rules").toString().contains("\"health\":\"ok\""));
    return prometheus.answer("/api/v1/rules").path("groups");
  }

  /** A recording gives something; what an alert looks at is there, whether it fires or not. */
  private static void check(RunningPrometheus prometheus, JsonNode rule) {
    if (rule.path("type").asText().equals("recording")) {
      gives(prometheus, rule.path("name").asText());
      return;
    }
    Matcher metrics = METRIC.matcher(rule.path("query").asText());
    Set<String> names = new TreeSet<>();
    metrics.results().forEach(one -> names.add(one.group()));
    assertTrue(!names.isEmpty() || rule.path("query").asText().contains("up{"), rule.toString());
    names.forEach(name -> gives(prometheus, name));
    assertTrue(!rule.path("health").asText().equals("err"), rule.toString());
  }

  private static void gives(RunningPrometheus prometheus, String query) {
    Eventually.holds(
        query + " to give something",
        RunningPrometheus.SOON,
        () -> prometheus.result(query).size() > 0);
  }

  /** With the variables as Grafana fills them in for 'All'. */
  private static List<String> dashboardQueries() throws IOException {
    List<String> queries = new ArrayList<>();
    try (Stream<Path> files = Files.list(CONFIG.resolve("grafana/dashboards"))) {
      for (Path file : files.sorted().toList()) {
        JsonNode board = new ObjectMapper().readTree(file.toFile());
        int before = queries.size();
        board
            .path("panels")
            .forEach(
                panel ->
                    panel
                        .path("targets")
                        .forEach(target -> queries.add(filled(target.path("expr").asText()))));
        assertTrue(queries.size() > before, file + " asks nothing");
      }
    }
    return queries;
  }

  private static String filled(String query) {
    return query
        .replace("$customer", ".*")
        .replace("$host", "this-host")
        .replace("$__rate_interval", "20s");
  }

  private static void checkRules() throws Exception {
    Path promtool = Needs.program("promtool", "prometheus");
    for (List<String> words :
        List.of(
            List.of("check", "rules", CONFIG.resolve("prometheus/rules/forebell.yml").toString()),
            List.of("check", "config", CONFIG.resolve("prometheus/prometheus.yml").toString()))) {
      List<String> command = new ArrayList<>(List.of(promtool.toString()));
      command.addAll(words);
      Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, check.waitFor(), said);
    }
  }

  private Path configuration() throws IOException {
    return TestConfig.quick(folder.resolve("config"))
        .withSample("webhooks/demo-desk.yaml")
        .with(
            "webhooks/nowhere.yaml",
            """
            webhook: {id: nowhere, url: "http://127.0.0.1:1/", allow: [127.0.0.0/8]}
            """)
        .with(
            "customers/demo.yaml",
            """
            customer: {id: demo, code: DEMO, zone: Europe/Berlin, people: 61, people_share: 50%, contract: quick, webhooks: [demo-desk, nowhere]}
            sites: [{id: hq}]
            hosts: [{id: this-host, site: hq, kind: server, confirm: 3s}]
            services: [{id: files, key: true, min_up: 1, hosts: [this-host], people: 61, outage_when: [any-disk]}]
            """)
        .with(
            "rules/any.yaml",
            """
            rules:
              - id: any-disk
                kind: threshold
                metric: system.filesystem.utilization
                where: {system.filesystem.state: used}
                means: outage
                levels: [{severity: critical, above: 0.1%}]
            """)
        .folder();
  }

  private static String reads(Running up, Path rules) {
    return """
    global: {scrape_interval: 1s, evaluation_interval: 1s}
    rule_files: ["%s"]
    scrape_configs:
      - job_name: forebell
        honor_labels: true
        static_configs: [{targets: ["127.0.0.1:%d"]}]
    """
        .formatted(rules, up.console().getPort());
  }
}
