package dev.forebell.collector.notify;

import dev.forebell.collector.port.NoticeAddress;
import dev.forebell.collector.port.Outbox.Backlog;
import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether tickets come through, as people were last told: an endpoint is stuck while its oldest
 * message waits for too long, and once more for each time that messages to it were given up.
 *
 * @param dead dead letters of each endpoint that people know of
 * @param stuck whether people were told that something is stuck
 */
@Pure
record StuckTickets(SortedMap<String, Long> dead, boolean stuck) {
  /** As it begins: what was given up before the start is known. */
  static StuckTickets known(List<Backlog> backlog) {
    return new StuckTickets(dead(backlog), false);
  }

  /**
   * What is to be told.
   *
   * @param endpoints those that are stuck; none: all come through again
   * @param after as people know it once they are told
   */
  record News(List<Backlog> endpoints, StuckTickets after) {}

  /**
   * The news; empty: there are none.
   *
   * @param patience how long a message may wait
   */
  Optional<News> look(List<Backlog> backlog, Instant now, Duration patience) {
    List<Backlog> waiting =
        backlog.stream()
            .filter(StuckTickets::isDesk)
            .filter(one -> one.oldest().filter(at -> !at.plus(patience).isAfter(now)).isPresent())
            .toList();
    List<Backlog> givenUp =
        backlog.stream()
            .filter(StuckTickets::isDesk)
            .filter(one -> one.dead() > dead.getOrDefault(one.endpoint(), 0L))
            .toList();
    boolean worse = !givenUp.isEmpty() || (!waiting.isEmpty() && !stuck);
    if (worse) {
      List<Backlog> all =
          backlog.stream().filter(one -> waiting.contains(one) || givenUp.contains(one)).toList();
      return Optional.of(new News(all, new StuckTickets(dead(backlog), true)));
    }
    return stuck && waiting.isEmpty()
        ? Optional.of(new News(List.of(), new StuckTickets(dead(backlog), false)))
        : Optional.empty();
  }

  private static boolean isDesk(Backlog backlog) {
    return !NoticeAddress.isOne(backlog.endpoint());
  }

  private static SortedMap<String, Long> dead(List<Backlog> backlog) {
    SortedMap<String, Long> counts = new TreeMap<>();
    backlog.stream()
        .filter(StuckTickets::isDesk)
        .forEach(one -> counts.put(one.endpoint(), one.dead()));
    return counts;
  }
}
