package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which incident explains a condition: the silence of its host explains what else is wrong with it,
 * the silence of a virtualisation host explains that its guests are silent or lost, a site that is
 * gone explains that its hosts are.
 *
 * @param by the incident that explains it
 * @param reason what it says
 */
record Explanation(Incident by, Reason reason) {
  /** How long guests get to start after their host is back, before they are told of. */
  static final Duration BOOT = Duration.ofMinutes(10);

  /** What explains a condition that holds; empty: it stands for itself. */
  static Optional<Explanation> of(CustomerState state, HeldCondition held, Instant now) {
    HostId host = held.key().host();
    Optional<Explanation> own =
        HostSilence.of(state, host)
            .filter(one -> !one.key().equals(IncidentKey.of(held.key())))
            .map(one -> new Explanation(one, Reason.HOST_SILENT));
    Optional<Explanation> site = SiteDesk.explains(state, held, now);
    return own.or(
            () -> isLost(state, held) ? ofFloor(state, host, held.since(), now) : Optional.empty())
        .or(() -> site);
  }

  /** Whether it is of a host that is not heard, as far as is known. */
  static boolean isLost(CustomerState state, HeldCondition held) {
    return saysLost(held) || HostSilence.holds(state, held.key().host());
  }

  /** Whether it says that its host, or the agent on it, is not heard. */
  private static boolean saysLost(HeldCondition held) {
    return held.finding().evidence() instanceof Evidence.LinkFacts;
  }

  private static Optional<Explanation> ofFloor(
      CustomerState state, HostId guest, Instant since, Instant now) {
    return state.config().topology().floorsOf(guest).stream()
        .flatMap(
            floor ->
                standing(state, floor, since, now)
                    .map(one -> new Explanation(one, Reason.RUNS_ON_DOWN))
                    .or(() -> ofFloor(state, floor, since, now))
                    .stream())
        .findFirst();
  }

  /** The silence of a host, also while its guests start after it. */
  private static Optional<Incident> standing(
      CustomerState state, HostId host, Instant since, Instant now) {
    return HostSilence.of(state, host)
        .or(
            () ->
                state.ofHost(host).stream()
                    .filter(one -> HostSilence.saysSo(one.finding()))
                    .filter(one -> bootsUntil(one).filter(now::isBefore).isPresent())
                    .filter(one -> !one.times().at(Milestone.RESOLVED).orElse(now).isBefore(since))
                    .findFirst());
  }

  /** Until when what it explained may need to start; empty: it is not over. */
  static Optional<Instant> bootsUntil(Incident silence) {
    return silence.times().at(Milestone.RESOLVED).map(at -> at.plus(BOOT));
  }
}
