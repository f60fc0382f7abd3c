package dev.forebell.collector.replay;

import dev.forebell.common.model.HostId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What earlier lines showed of one host: how its series are written and in which order. */
final class KnownHost {
  private final HostId id;
  private final Map<String, Spelling> spellings = new HashMap<>();
  private Spelling last = Spelling.none();

  KnownHost(HostId id) {
    this.id = id;
  }

  HostId id() {
    return id;
  }

  /** What is most likely written next. */
  Optional<Spelling> expected() {
    return last.follower();
  }

  Optional<Spelling> find(String start) {
    return Optional.ofNullable(spellings.get(start));
  }

  void learn(Spelling spelling) {
    spellings.put(spelling.text(), spelling);
  }

  /** This one was written. */
  void seen(Spelling spelling) {
    last.followedBy(spelling);
    last = spelling;
  }
}
