package dev.forebell.collector.replay;

import dev.forebell.common.model.HostId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What earlier lines showed of one host: how its series are written and in which order. */
final class KnownHost {
  private final HostId id;
  private final Map<String, Spelling> spellings = new HashMap<>();
  private Optional<Spelling> last = Optional.empty();

  KnownHost(HostId id) {
    this.id = id;
  }

  HostId id() {
    return id;
  }

  /** What is most likely written next. */
  Optional<Spelling> expected() {
    return last.flatMap(Spelling::follower);
  }

  Optional<Spelling> find(String start) {
    return Optional.ofNullable(spellings.get(start));
  }

  void learn(Spelling spelling) {
    spellings.put(spelling.text(), spelling);
  }

  /** This one was written. */
  void seen(Spelling spelling) {
    last.ifPresent(before -> before.followedBy(spelling));
    last = Optional.of(spelling);
  }
}
