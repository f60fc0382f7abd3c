package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence.LinkEnd;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a host's link. The verdicts over it are {@link LinkJudge}'s.
 *
 * @param watch what survives a restart
 * @param beats whether the host has ever sent heartbeats: only then does mere quiet count as
 *     silence
 * @param silenced the connection stands, but from a known moment on nothing is heard
 * @param graceUntil no verdict before: the collector was not listening. Gone with the next sign of
 *     life
 */
record Link(Watch.LinkWatch watch, boolean beats, boolean silenced, Optional<Instant> graceUntil) {

  /** A host that was never heard. */
  static Link unknown(Instant now) {
    return new Link(facts(LinkState.UNKNOWN, now), false, false, Optional.empty());
  }

  /** As it was before a restart: heartbeats are expected. */
  static Link restored(Watch.LinkWatch watch) {
    return new Link(watch, true, false, Optional.empty());
  }

  /** A link that was up when the collector last knew. */
  static Link restoredUp(Instant lastHeard) {
    return restored(facts(LinkState.UP, lastHeard));
  }

  /** The row to keep; none while it is up or was never heard. */
  Optional<Watch> row() {
    boolean plain = state() == LinkState.UP || state() == LinkState.UNKNOWN;
    return plain ? Optional.empty() : Optional.of(watch);
  }

  LinkState state() {
    return watch.state();
  }

  /** Whether quiet is silence. */
  boolean silenceCounts() {
    return watch.ended() == LinkEnd.NOTHING && (beats || silenced);
  }

  /** Whether it stands and can be called steady. */
  boolean stands() {
    return state() == LinkState.UP && !silenced;
  }

  /** {@code countedFrom + time}, not before the end of a grace. */
  Instant due(Duration time) {
    Instant due = watch.countedFrom().plus(time);
    return graceUntil.filter(due::isBefore).orElse(due);
  }

  Link heard(Instant at) {
    return new Link(facts(LinkState.UP, at), beats, false, Optional.empty());
  }

  Link beating() {
    return beats ? this : new Link(watch, true, silenced, graceUntil);
  }

  Link in(LinkState state) {
    return with(
        new Watch.LinkWatch(
            state,
            watch.lastHeard(),
            watch.ended(),
            watch.endedAt(),
            watch.countedFrom(),
            watch.bye(),
            watch.expectedReturn(),
            watch.detail()));
  }

  Link closed(Instant at, String detail) {
    Instant lastHeard = state() == LinkState.UNKNOWN ? at : watch.lastHeard();
    return new Link(
        new Watch.LinkWatch(
            LinkState.AGENT_LOST,
            lastHeard,
            LinkEnd.CLOSED,
            at,
            at,
            Optional.empty(),
            Optional.empty(),
            detail),
        beats,
        false,
        graceUntil);
  }

  Link away(HostInput.Bye bye) {
    return with(
        new Watch.LinkWatch(
            LinkState.AWAY,
            bye.at(),
            LinkEnd.BYE,
            bye.at(),
            bye.at(),
            Optional.of(bye.reason()),
            bye.expectedReturn(),
            bye.reason().id()));
  }

  /**
   * Quiet from now on. Without heartbeats the last sign of life is this moment: until then it was
   * heard by assumption.
   */
  Link silencedAt(Instant at) {
    Watch.LinkWatch facts = beats ? watch : facts(state(), at);
    return new Link(facts, beats, true, graceUntil);
  }

  /** The stretch from {@code from} to {@code at} counts for nothing. */
  Link blackout(HostInput.Blackout blackout) {
    Instant counted = watch.countedFrom();
    Instant deaf = blackout.from().isAfter(counted) ? blackout.from() : counted;
    Duration lost = Duration.between(deaf, blackout.at());
    Instant moved = lost.isNegative() ? counted : counted.plus(lost);
    Watch.LinkWatch facts =
        new Watch.LinkWatch(
            state(),
            watch.lastHeard(),
            watch.ended(),
            watch.endedAt(),
            moved,
            watch.bye(),
            watch.expectedReturn(),
            watch.detail());
    return new Link(facts, beats, silenced, Optional.of(blackout.at().plus(blackout.grace())));
  }

  private Link with(Watch.LinkWatch facts) {
    return new Link(facts, beats, silenced, graceUntil);
  }

  private static Watch.LinkWatch facts(LinkState state, Instant heard) {
    return new Watch.LinkWatch(
        state, heard, LinkEnd.NOTHING, heard, heard, Optional.empty(), Optional.empty(), "");
  }
}
