package dev.forebell.benchmarks;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.ledger.Committed;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.common.model.CustomerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One durable transaction of the embedded store: so many incidents opened, each with its event, its
 * row and a message to one endpoint.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LedgerBenchmark {
  private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
  private static final CustomerId CUSTOMER = new CustomerId("acme");

  /** About as long as a real one. */
  private static final String OBJECT = "{\"text\":\"" + "x".repeat(1200) + "\"}";

  @Param({"1", "100"})
  public int group;

  private Optional<Path> path = Optional.empty();
  private Optional<DataFolder> folder = Optional.empty();
  private Optional<SqlLedger> ledger = Optional.empty();
  private long number;

  @Setup
  public void open() throws IOException {
    Path place = Files.createTempDirectory("forebell-benchmark-");
    DataFolder claimed = DataFolder.claim(place, NOW);
    SqlLedger opened = SqlLedger.open(claimed);
    opened.load();
    path = Optional.of(place);
    folder = Optional.of(claimed);
    ledger = Optional.of(opened);
  }

  @Benchmark
  public Committed commit() {
    List<StoredEvent> events = new ArrayList<>();
    List<IncidentRow> rows = new ArrayList<>();
    List<OutboxMessage> messages = new ArrayList<>();
    for (int i = 0; i < group; i++) {
      number++;
      IncidentId id = IncidentId.of("ACME", 2026, number);
      events.add(new StoredEvent(id, CUSTOMER, 1, NOW, "incident.opened", OBJECT, OBJECT));
      rows.add(row(id));
      messages.add(
          new OutboxMessage(
              id.value() + "-1", "desk", id, CUSTOMER, 1, "incident.opened", OBJECT, NOW));
    }
    return ledger
        .orElseThrow()
        .commit(
            new Commit(NOW, events, rows, List.of(), List.of(), List.of(), List.of(), messages));
  }

  private static IncidentRow row(IncidentId id) {
    return new IncidentRow(
        id, CUSTOMER, "open", "critical", "outage", false, "web-1", "host-down", NOW, NOW, OBJECT);
  }

  @TearDown
  public void delete() throws IOException {
    ledger.orElseThrow().close();
    folder.orElseThrow().close();
    try (Stream<Path> files = Files.walk(path.orElseThrow())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
