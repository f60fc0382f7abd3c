package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Logged-in user sessions by state; who they are only where the agent's file asks for it. */
final class SessionProbe implements Probe {
  /** Lists the sessions now; empty: this system keeps no list of them. */
  interface Source {
    Optional<List<LoginSession>> sessions() throws IOException;
  }

  private final Source source;
  private final List<String> states;
  private final boolean names;
  // Who was seen has a count of zero afterwards: a series that ends would never clear anything.
  private final SortedSet<SeriesKey> seen = new TreeSet<>();

  /**
   * @param states those that are reported also when nobody is in them
   * @param names whether to tell who is logged in
   */
  SessionProbe(Source source, List<String> states, boolean names) {
    this.source = source;
    this.states = states;
    this.names = names;
  }

  @Override
  public String name() {
    return "session";
  }

  @Override
  public List<Sample> read() throws IOException {
    Optional<List<LoginSession>> sessions = source.sessions();
    List<Sample> samples = new ArrayList<>();
    for (String state : states) {
      Reading reading =
          sessions.map(all -> count(all, state)).orElse(Reading.unavailable(Cause.NOT_SUPPORTED));
      samples.add(new Sample(Metrics.SESSION_COUNT.series(Metrics.SESSION_STATE, state), reading));
    }
    if (names) {
      sessions.ifPresent(all -> samples.addAll(byUser(all)));
    }
    return samples;
  }

  private List<Sample> byUser(List<LoginSession> sessions) {
    SortedMap<SeriesKey, Integer> counts = new TreeMap<>();
    seen.forEach(series -> counts.put(series, 0));
    for (LoginSession session : sessions) {
      session
          .user()
          .ifPresent(user -> counts.merge(series(user, session.state()), 1, Integer::sum));
    }
    seen.addAll(counts.keySet());
    return counts.entrySet().stream()
        .map(entry -> Sample.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static SeriesKey series(String user, String state) {
    return WatchMetrics.SESSION_USER_COUNT.series(
        WatchMetrics.USER_NAME, user, Metrics.SESSION_STATE, state);
  }

  private static Reading count(List<LoginSession> sessions, String state) {
    return Reading.of((int) sessions.stream().filter(s -> s.state().equals(state)).count());
  }
}
