package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Logged-in user sessions by state. */
final class SessionProbe implements Probe {
  /** Lists the sessions now; empty: this system keeps no list of them. */
  interface Source {
    Optional<List<LoginSession>> sessions() throws IOException;
  }

  private final Source source;
  private final List<String> states;

  /**
   * @param states those that are reported also when nobody is in them
   */
  SessionProbe(Source source, List<String> states) {
    this.source = source;
    this.states = states;
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
    return samples;
  }

  private static Reading count(List<LoginSession> sessions, String state) {
    return Reading.of((int) sessions.stream().filter(s -> s.state().equals(state)).count());
  }
}
