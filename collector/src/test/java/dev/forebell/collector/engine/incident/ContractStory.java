package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.sla.ClockId;
import dev.forebell.collector.engine.sla.ClockName;
import dev.forebell.collector.engine.sla.ClockSet;
import dev.forebell.collector.engine.sla.Outcome;
import dev.forebell.collector.engine.sla.SlaClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A scenario of one shipped contract, told by the wall clock of Shanghai.
 *
 * <pre>
 * contract vdi-free
 * 2026-06-05 Fri 17:50 began srv-01 sessions degradation critical    as in DeskScript
 * due [internal] response 2026-06-08 Mon 09:10                       of the newest incident
 * ----
 * the transcript
 * </pre>
 */
final class ContractStory {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd EEE HH:mm", Locale.ENGLISH);

  private final Path dir;
  private final String text;
  private final List<String> out = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  ContractStory(Path dir, String text) {
    this.dir = dir;
    this.text = text;
  }

  /** The file as it should be: its input with the transcripts that it gives. */
  String tell() throws IOException {
    String contract =
        text.lines().filter(line -> line.startsWith("contract ")).findFirst().orElseThrow();
    DeskRun run = new DeskRun(customer(contract.substring("contract ".length())));
    boolean skipping = false;
    for (String line : text.lines().toList()) {
      if (line.equals("----")) {
        out.add(line);
        out.addAll(told);
        told.clear();
        skipping = true;
      } else if (line.isBlank()) {
        out.add(line);
        skipping = false;
      } else if (!skipping) {
        out.add(line);
        take(run, line);
      }
    }
    return String.join("\n", out) + "\n";
  }

  private CustomerConfig customer(String contract) throws IOException {
    for (String folder : List.of("contracts", "calendars")) {
      Files.createDirectories(dir.resolve(folder));
      try (Stream<Path> files = Files.list(Path.of("../config", folder))) {
        files.forEach(file -> copy(file, dir.resolve(folder).resolve(file.getFileName())));
      }
    }
    Files.createDirectories(dir.resolve("customers"));
    Files.writeString(
        dir.resolve("customers/acme.yaml"),
        """
        customer: {id: acme, code: ACME, zone: Asia/Shanghai, people: 61, contract: %s}
        hosts: [{id: srv-01, kind: server}, {id: erp-01, kind: server}]
        services: [{id: erp, key: true, min_up: 1, hosts: [erp-01], people: 40}]
        """
            .formatted(contract));
    Loaded.Ok loaded = assertInstanceOf(Loaded.Ok.class, ConfigurationFiles.load(dir));
    return loaded.configuration().customers().firstEntry().getValue();
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(DeskRun run, String line) {
    if (line.startsWith("due ")) {
      due(run, line.substring("due ".length()));
    } else if (!line.startsWith("#") && !line.startsWith("contract ")) {
      String[] parts = line.split(" ", 4);
      Instant at = moment(String.join(" ", parts[0], parts[1], parts[2]));
      run.feed(DeskScript.read(at, parts[3])).forEach(output -> told.add(line(output)));
    }
  }

  private static Instant moment(String words) {
    return LocalDateTime.parse(words, MOMENT).atZone(ZONE).toInstant();
  }

  private static void due(DeskRun run, String line) {
    boolean internal = line.startsWith("internal ");
    String[] parts = (internal ? line.substring("internal ".length()) : line).split(" ", 2);
    ClockId id =
        new ClockId(
            internal ? ClockSet.INTERNAL : ClockSet.CONTRACT,
            ClockName.parse(parts[0]).orElseThrow());
    SlaClock clock = run.state().incidents().lastEntry().getValue().promise().clocks().get(id);
    assertEquals(parts[1], local(clock.deadline()), line);
  }

  private static String local(Instant at) {
    return MOMENT.format(at.atZone(ZONE));
  }

  private static String line(DeskOutput output) {
    return switch (output) {
      case DeskOutput.Happened happened -> line(happened.event());
      case DeskOutput.Refused refused -> "refused " + refused.reason().id();
      case DeskOutput.Waits waits -> "waits until " + local(waits.until());
    };
  }

  private static String line(IncidentEvent event) {
    return "%s #%d.%d %s %s%s%s"
        .formatted(
            local(event.at()),
            event.id().number(),
            event.number(),
            event.name(),
            event.reason().id(),
            event.by().equals(IncidentEvent.SYSTEM) ? "" : " by " + event.by(),
            event.change() instanceof Change.ClockChanged clock
                ? " " + clock(clock.event().clock())
                : "");
  }

  private static String clock(SlaClock clock) {
    return (clock.id().set() == ClockSet.INTERNAL ? "internal " : "")
        + clock.id().name().id()
        + " due "
        + local(clock.deadline())
        + clock.outcome().map(Outcome::id).map(outcome -> " " + outcome).orElse("");
  }
}
