package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence.LinkEnd;
import dev.forebell.collector.engine.condition.Evidence.Witness;
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
 * @param testimony what others said since the last sign of life
 * @param survival the gaps that the host came back from
 * @param about what its agent said of it
 */
record Link(
    Watch.LinkWatch watch,
    boolean beats,
    boolean silenced,
    Optional<Instant> graceUntil,
    Testimony testimony,
    Survival survival,
    About about) {

  /**
   * What an agent said of itself.
   *
   * @param osType empty: unknown
   * @param clockOffset what to add to its clock, as last measured
   */
  record About(String osType, Optional<Duration> clockOffset) {
    private static final About NOTHING = new About("", Optional.empty());
  }

  /** A host that was never heard. */
  static Link unknown(Instant now) {
    return fresh(facts(LinkState.UNKNOWN, now), false);
  }

  /** As it was before a restart: heartbeats are expected. */
  static Link restored(Watch.LinkWatch watch) {
    return fresh(watch, true);
  }

  /** A link that was up when the collector last knew. */
  static Link restoredUp(Instant lastHeard) {
    return restored(facts(LinkState.UP, lastHeard));
  }

  private static Link fresh(Watch.LinkWatch watch, boolean beats) {
    return new Link(
        watch, beats, false, Optional.empty(), Testimony.NONE, Survival.NONE, About.NOTHING);
  }

  /** The row to keep; none while it is up or was never heard. */
  Optional<Watch> row() {
    boolean plain = state() == LinkState.UP || state() == LinkState.UNKNOWN;
    return plain ? Optional.empty() : Optional.of(watch);
  }

  /** The row of the gaps it survived. */
  Optional<Watch> gapsRow() {
    return survival.row();
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
    return afterGrace(watch.countedFrom().plus(time));
  }

  /** {@code time}, not before the end of a grace. */
  Instant afterGrace(Instant time) {
    return graceUntil.filter(time::isBefore).orElse(time);
  }

  /** The silence that a sign of life now ends, if the collector listened all the while. */
  Optional<Watch.Gap> gapUntil(Instant now, Duration least) {
    Duration quiet = Duration.between(watch.lastHeard(), now);
    boolean whole = graceUntil.isEmpty() && watch.countedFrom().equals(watch.lastHeard());
    return silenceCounts() && whole && quiet.compareTo(least) >= 0
        ? Optional.of(new Watch.Gap(quiet, now, isReached()))
        : Optional.empty();
  }

  private boolean isReached() {
    return testimony.proofOfLife(watch.lastHeard()).isPresent();
  }

  Link heard(Instant at) {
    return new Link(
        facts(LinkState.UP, at),
        beats,
        false,
        Optional.empty(),
        Testimony.NONE,
        survival.heard(at),
        about);
  }

  Link beating() {
    return beats ? this : new Link(watch, true, silenced, graceUntil, testimony, survival, about);
  }

  /** With a witness's word. */
  Link told(Witness word) {
    return new Link(watch, beats, silenced, graceUntil, testimony.with(word), survival, about);
  }

  Link surviving(Survival changed) {
    return new Link(watch, beats, silenced, graceUntil, testimony, changed, about);
  }

  Link about(About changed) {
    return new Link(watch, beats, silenced, graceUntil, testimony, survival, changed);
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

  /** Closed by the other side. Without heartbeats that is the last that was heard of it. */
  Link closed(Instant at, String detail) {
    Instant lastHeard = beats && state() != LinkState.UNKNOWN ? watch.lastHeard() : at;
    Watch.LinkWatch facts =
        new Watch.LinkWatch(
            LinkState.AGENT_LOST,
            lastHeard,
            LinkEnd.CLOSED,
            at,
            at,
            Optional.empty(),
            Optional.empty(),
            detail);
    return new Link(facts, beats, false, graceUntil, testimony, survival, about);
  }

  /**
   * Said goodbye.
   *
   * @param expected when it should be back, if that is known
   */
  Link away(HostInput.Bye bye, Optional<Duration> expected) {
    return with(
        new Watch.LinkWatch(
            LinkState.AWAY,
            bye.at(),
            LinkEnd.BYE,
            bye.at(),
            bye.at(),
            Optional.of(bye.reason()),
            expected,
            bye.reason().id()));
  }

  /**
   * Quiet from now on. Without heartbeats the last sign of life is this moment: until then it was
   * heard by assumption.
   */
  Link silencedAt(Instant at) {
    Watch.LinkWatch facts = beats ? watch : facts(state(), at);
    return new Link(facts, beats, true, graceUntil, testimony, survival, about);
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
    Optional<Instant> grace = Optional.of(blackout.at().plus(blackout.grace()));
    return new Link(facts, beats, silenced, grace, testimony, survival, about);
  }

  private Link with(Watch.LinkWatch facts) {
    return new Link(facts, beats, silenced, graceUntil, testimony, survival, about);
  }

  private static Watch.LinkWatch facts(LinkState state, Instant heard) {
    return new Watch.LinkWatch(
        state, heard, LinkEnd.NOTHING, heard, heard, Optional.empty(), Optional.empty(), "");
  }
}
