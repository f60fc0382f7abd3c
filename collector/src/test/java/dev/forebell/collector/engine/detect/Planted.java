package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Evidence.ConfirmedBy;
import dev.forebell.collector.engine.condition.Evidence.LinkEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Wrong replacements for what the product does right. */
public final class Planted {
  private Planted() {}

  /** Takes a close for silence. */
  static Optional<LinkDue> agreed(Link link, HostProfile profile, Instant closedAt) {
    Duration confirm = profile.confirm().orElse(Duration.ofSeconds(30));
    if (link.watch().ended() != LinkEnd.CLOSED) {
      return Optional.empty();
    }
    return Optional.of(LinkDue.of(link, confirm, ConfirmedBy.RETURN, Reason.CLOSED_WITHOUT_BYE));
  }

  /** However long nothing came, the time goes on. */
  static boolean isGap(Cadence unused, Instant earlier, Instant later) {
    return earlier.isAfter(later);
  }

  /** What is not above the level is good. */
  static LevelVerdict main(Rule.Level level, double value) {
    boolean bad = level.above() ? value > level.bound() : value < level.bound();
    return bad ? LevelVerdict.BAD : LevelVerdict.GOOD;
  }
}
