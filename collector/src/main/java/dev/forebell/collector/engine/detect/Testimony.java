package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What witnesses said of a host since it was last heard: the newest word of each, oldest first. A
 * witness that only repeats that it cannot reach the host keeps the time of its first word.
 */
record Testimony(List<Witness> words) {
  static final Testimony NONE = new Testimony(List.of());

  /** How long it counts that a witness cannot reach the host. */
  static final Duration LASTS = Duration.ofMinutes(2);

  /**
   * How long proof of life counts: past the time after which a host that lives unwatched is
   * agent_lost. Whoever does not reach it later says so sooner.
   */
  static final Duration LIFE_LASTS = Duration.ofMinutes(10);

  private static final int MOST = 8;

  Testimony {
    words = List.copyOf(words);
  }

  Testimony with(Witness word) {
    Optional<Witness> before =
        words.stream().filter(one -> one.name().equals(word.name())).findFirst();
    if (before.filter(one -> isRepeated(one, word)).isPresent()) {
      return this;
    }
    List<Witness> next = new ArrayList<>(words);
    before.ifPresent(next::remove);
    next.add(word);
    return new Testimony(next.size() > MOST ? next.subList(1, next.size()) : next);
  }

  private static boolean isRepeated(Witness before, Witness word) {
    return !before.answer().proofOfLife()
        && !word.answer().proofOfLife()
        && !before.at().plus(LASTS).isBefore(word.at());
  }

  /** Newest word after {@code since} that only a living host can have caused. */
  Optional<Instant> proofOfLife(Instant since) {
    // Asked with every heartbeat, and nearly always nobody has said anything.
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return words.stream()
        .filter(word -> word.answer().proofOfLife() && word.at().isAfter(since))
        .map(Witness::at)
        .max(Comparator.naturalOrder());
  }

  /**
   * The first word after {@code since} that agrees with the silence; empty also while another says
   * that the host lives.
   */
  Optional<Instant> agreed(Instant since) {
    return words.isEmpty() || proofOfLife(since).isPresent()
        ? Optional.empty()
        : words.stream()
            .filter(word -> !word.answer().proofOfLife() && word.at().isAfter(since))
            .map(Witness::at)
            .min(Comparator.naturalOrder());
  }
}
