package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk's use as a few points in the customer's time, straight lines between them, a sample every
 * five minutes; then what the configuration that ships makes of it. {@code
 * -Dscenarios.rewrite=true} writes the transcripts anew.
 */
class ForecastScenarioTest {
  private static final Path FILE = Path.of("src/test/resources/scenarios/forecast/weekend.txt");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter SAID =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
  private static final String RULE = "---";

  @TempDir private Path config;

  private record Known(Instant at, double used) {}

  @Test
  void forecastsSpeakAsWritten() throws IOException {
    copyInEnglish();
    String text = Files.readString(FILE);
    List<String> told = new ArrayList<>();
    for (String scenario : text.strip().split("\n\n", -1)) {
      List<String> input = scenario.lines().takeWhile(line -> !line.startsWith(RULE)).toList();
      told.add(String.join("\n", input) + "\n----\n" + String.join("\n", transcript(input)));
    }
    String all = String.join("\n\n", told) + "\n";
    if (Boolean.getBoolean("scenarios.rewrite")) {
      Files.writeString(FILE, all);
    }
    assertEquals(Files.readString(FILE), all);
  }

  /** The configuration that ships; only its customers speak English. */
  private void copyInEnglish() throws IOException {
    Path sample = Path.of("..", "config");
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = config.resolve(sample.relativize(file));
        Files.createDirectories(copy.getParent());
        String text = Files.readString(file).replace("language: zh", "language: en");
        Files.writeString(copy, text);
      }
    }
  }

  private List<String> transcript(List<String> input) throws IOException {
    List<Known> points =
        input.stream()
            .filter(line -> !line.startsWith("#"))
            .map(ForecastScenarioTest::known)
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    new Replay(
            config,
            Optional.empty(),
            false,
            new ByteArrayInputStream(samples(points).getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run("-");
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode event = JsonMapper.builder().build().readTree(line);
      if (event.at("/incident/rule").asText().equals("filesystem-forecast")) {
        lines.add(said(event));
      }
    }
    return lines;
  }

  private static Known known(String line) {
    String[] parts = line.split(" ", -1);
    Instant at = LocalDateTime.parse(parts[0] + " " + parts[1], TIME).atZone(ZONE).toInstant();
    return new Known(at, Double.parseDouble(parts[2].replace("%", "")) / 100);
  }

  private static String samples(List<Known> points) {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      Known from = points.get(i - 1);
      Known to = points.get(i);
      double whole = Duration.between(from.at, to.at).toSeconds();
      for (Instant at = from.at; at.isBefore(to.at); at = at.plusSeconds(300)) {
        double part = Duration.between(from.at, at).toSeconds() / whole;
        lines.add(sample(at, Math.min(1, from.used + (to.used - from.used) * part)));
      }
    }
    return lines.stream().collect(Collectors.joining("\n"));
  }

  private static String sample(Instant at, double used) {
    return "{\"at\":\""
        + at
        + "\",\"host\":\"files-01\",\"samples\":[{\"metric\":\"system.filesystem.utilization\","
        + "\"attributes\":{\"system.filesystem.mountpoint\":\"/srv\","
        + "\"system.filesystem.state\":\"used\"},\"value\":"
        + used
        + "}]}";
  }

  /** {@code Fri 14:10 incident.opened limit_foreseen risk warning (wake never): fills ...}. */
  private static String said(JsonNode event) {
    JsonNode incident = event.get("incident");
    JsonNode evidence = incident.get("evidence");
    return SAID.format(Instant.parse(event.get("at").asText()).atZone(ZONE))
        + " "
        + event.get("event").asText()
        + " "
        + event.get("reason").asText()
        + " "
        + incident.get("means").asText()
        + " "
        + incident.get("severity").asText()
        + " (wake "
        + evidence.get("wake").asText()
        + "): "
        + evidence.get("text").asText();
  }
}
