package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.IncidentRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The read side of {@link MemoryLedger}. */
final class MemoryIncidents implements IncidentReader {
  private static final Comparator<IncidentRow> ORDER =
      Comparator.comparing((IncidentRow row) -> !row.emergency())
          .thenComparing(Comparator.comparing(IncidentRow::detectedAt).reversed())
          .thenComparing(row -> row.id().value());

  private final MemoryLedger ledger;

  MemoryIncidents(MemoryLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Page list(Query query) {
    int limit = Math.clamp(query.limit(), 1, 500);
    Predicate<IncidentRow> behind =
        query.cursor().map(ListCursor::parse).map(MemoryIncidents::behind).orElse(_ -> true);
    List<IncidentRow> rows =
        ledger.rows.values().stream()
            .filter(row -> query.customer().map(row.customer()::equals).orElse(true))
            .filter(row -> query.states().isEmpty() || query.states().contains(row.state()))
            .filter(row -> query.host().map(row.host()::equals).orElse(true))
            .filter(behind)
            .sorted(ORDER)
            .limit(limit + 1L)
            .toList();
    return rows.size() <= limit
        ? new Page(rows, Optional.empty())
        : new Page(
            rows.subList(0, limit), Optional.of(ListCursor.after(rows.get(limit - 1)).text()));
  }

  private static Predicate<IncidentRow> behind(ListCursor last) {
    return row -> {
      if (row.emergency() != last.emergency()) {
        return last.emergency();
      }
      int detected = row.detectedAt().compareTo(last.detectedAt());
      return detected < 0 || (detected == 0 && row.id().value().compareTo(last.id().value()) > 0);
    };
  }

  @Override
  public Optional<IncidentRow> find(IncidentId id) {
    return Optional.ofNullable(ledger.rows.get(id));
  }

  @Override
  public List<Recorded> timeline(IncidentId id) {
    return List.copyOf(ledger.timelines.getOrDefault(id, List.of()));
  }

  @Override
  public List<Recorded> after(long position, int limit) {
    return ledger.log.tailMap(position, false).values().stream().limit(limit).toList();
  }
}
