package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.Link.About;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The heartbeat that says nothing but that a host lives on: of a big fleet nearly all that comes.
 * What it makes of a host is known without a look at rules and time-outs, and nothing is said.
 */
final class CalmBeat {
  private CalmBeat() {}

  /**
   * The host after a heartbeat before which no time-out is due.
   *
   * @return empty: there is more to it, take a step
   */
  static Optional<HostState> after(HostState state, HostInput.Heartbeat beat) {
    boolean calm = isCalm(state.link(), state.profile(), beat.at()) && !isRecovering(state);
    return calm ? Optional.of(heard(state, beat)) : Optional.empty();
  }

  private static boolean isCalm(Link link, HostProfile profile, Instant at) {
    Duration suspect = LinkFeed.suspectAfter(profile.heartbeat());
    return link.state() == LinkState.UP
        && link.beats()
        && link.graceUntil().isEmpty()
        && link.survival().firstHeard().isPresent()
        && at.isBefore(link.watch().lastHeard().plus(suspect));
  }

  private static boolean isRecovering(HostState state) {
    return !state.watches().isEmpty()
        && state.book().links().stream()
            .anyMatch(rule -> state.watches().containsKey(LinkJudge.key(state.profile(), rule)));
  }

  private static HostState heard(HostState state, HostInput.Heartbeat beat) {
    Link heard = state.link().heard(beat.at());
    About before = heard.about();
    boolean same = beat.clockOffset().isEmpty() || beat.clockOffset().equals(before.clockOffset());
    Link link = same ? heard : heard.about(new About(before.osType(), beat.clockOffset()));
    return new HostState(
        state.profile(),
        state.book(),
        state.watches(),
        link,
        state.memory(),
        state.people(),
        state.judgedUpTo(),
        state.liveFrom(),
        state.late());
  }
}
