package dev.forebell.collector.trust;

import dev.forebell.collector.port.AgentBook.Stranger;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Machines that came with an identity that is another machine's. Kept in memory, for they come
 * again; the first of each original is worth a word, and the other two hundred are not.
 */
final class Strangers {
  private static final int MOST = 1_000;
  private static final Duration QUIET = Duration.ofHours(24);

  private final TrustState state;
  private final Map<String, Stranger> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Stranger> eldest) {
          return size() > MOST;
        }
      };
  private final Map<String, Instant> told = new LinkedHashMap<>();

  Strangers(TrustState state) {
    this.state = state;
  }

  /** A machine that came as this agent, and whether that is news. */
  record Came(Stranger stranger, boolean news) {}

  synchronized Came came(EnrolledAgent as, String hostName, String machine, String bootId) {
    Instant now = state.now();
    boolean allowed = state.token(as.token()).map(this::admits).orElse(false);
    String key = key(as.id(), machine, bootId);
    Optional<Stranger> before = Optional.ofNullable(seen.get(key));
    Stranger stranger =
        new Stranger(
            as.id(),
            as.host(),
            hostName,
            machine,
            bootId,
            allowed,
            before.map(Stranger::firstAt).orElse(now),
            now,
            before.map(Stranger::times).orElse(0L) + 1);
    seen.put(key, stranger);
    Optional<Instant> last = Optional.ofNullable(told.get(as.id()));
    boolean news = last.isEmpty() || Duration.between(last.get(), now).compareTo(QUIET) > 0;
    if (news) {
      told.put(as.id(), now);
      state.save(
          new Changes()
              .note(
                  now,
                  "system:collector",
                  "agent.cloned",
                  as.id(),
                  "another machine came as "
                      + as.host()
                      + ", calling itself "
                      + hostName
                      + (allowed ? "; it may become a host of its own" : "; it was kept out")));
    }
    return new Came(stranger, news);
  }

  /** A copy costs a use as any machine does; the token's age does not matter to it. */
  private boolean admits(EnrolmentToken token) {
    return token.clones() && token.revokedAt().isEmpty() && token.used() < token.uses();
  }

  synchronized Optional<Stranger> of(String agent, String machine, String bootId) {
    return Optional.ofNullable(seen.get(key(agent, machine, bootId)));
  }

  synchronized Optional<Stranger> latestOf(String agent) {
    return seen.values().stream()
        .filter(stranger -> stranger.of().equals(agent))
        .max(Comparator.comparing(Stranger::lastAt));
  }

  /** It is one no longer. */
  synchronized void forget(Stranger stranger) {
    seen.remove(key(stranger.of(), stranger.machine(), stranger.bootId()));
  }

  synchronized List<Stranger> all() {
    return seen.values().stream()
        .sorted(Comparator.comparing(Stranger::lastAt).reversed())
        .toList();
  }

  private static String key(String agent, String machine, String bootId) {
    return agent + " " + machine + " " + bootId;
  }
}
