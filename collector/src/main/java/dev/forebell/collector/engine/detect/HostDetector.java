package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Step;
import java.time.Instant;
import java.util.Optional;

/**
 * Detection's only entry: one host, one input. Dispatches and holds no logic of a rule.
 *
 * <p>Every input ends with the time-outs that are due at its time; the facts it brings count first,
 * so that what was buffered is never taken for silence.
 */
public final class HostDetector {
  private HostDetector() {}

  /** What {@code input} makes of {@code state}. Inputs of one host come in order of time. */
  public static Step<HostState, DetectOutput> step(HostState state, HostInput input) {
    Draft draft = new Draft(state, input.at());
    Withdrawal.endOverrides(draft);
    switch (input) {
      case HostInput.Samples samples -> {
        LinkFeed.samples(draft, samples.batch());
        Sampling.follow(draft, samples.batch());
        SampleJudge.judge(draft, samples.batch());
      }
      case HostInput.Refill refill -> {
        LinkFeed.samples(draft, refill.batch());
        Sampling.follow(draft, refill.batch());
        SampleJudge.refill(draft, refill.batch());
      }
      case HostInput.Checked checked -> {
        Sampling.follow(draft, checked.batch());
        SampleJudge.checked(draft, checked.batch(), checked.judged());
      }
      case HostInput.Connected connected -> {
        LinkFeed.connected(draft, connected);
        BootJudge.connected(draft, connected.bootId());
      }
      case HostInput.Closed closed -> LinkFeed.closed(draft, closed.detail());
      case HostInput.Silenced _ -> LinkFeed.silenced(draft);
      case HostInput.Bye bye -> {
        LinkFeed.bye(draft, bye);
        BootJudge.bye(draft, bye.reason());
      }
      case HostInput.Heartbeat beat -> LinkFeed.heartbeat(draft, beat);
      case HostInput.WitnessSaid said -> LinkFeed.witness(draft, said);
      case HostInput.Blackout blackout -> LinkFeed.blackout(draft, blackout);
      case HostInput.ProfileChanged changed -> Withdrawal.apply(draft, changed.profile());
      case HostInput.Cloned cloned -> BootJudge.cloned(draft, cloned.bootId());
      case HostInput.Tick _ -> {}
    }
    TimeOuts.judge(draft);
    return draft.finish();
  }

  /**
   * The short way of a heartbeat that changes nothing but when the host was last heard: the state
   * that {@link #step} would give, which would say nothing either.
   *
   * @param state one that has no time-out at or before the heartbeat's time
   * @return empty: there is more to it, take the step
   */
  public static Optional<HostState> calm(HostState state, HostInput.Heartbeat beat) {
    return CalmBeat.after(state, beat);
  }

  /** When a state wants its next tick, as the step to it said, or later after {@link #calm}. */
  public static Optional<Instant> wakeAt(HostState state, Instant now) {
    return TimeOuts.wakeAt(new Draft(state, now));
  }
}
