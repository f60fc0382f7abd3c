package dev.forebell.collector.app;

import dev.forebell.collector.app.ShadowTally.ShadowCase;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.incident.IncidentKey;
import dev.forebell.collector.port.ShadowReport.Proposal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/** Overrides that would have kept a customer quieter; a person decides. */
final class ShadowProposals {
  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle(ShadowProposals.class.getPackageName() + ".shadow", Locale.ROOT);
  private static final double STOOD = 0.8;
  private static final int OFTEN = 3;
  private static final Duration SHORT = Duration.ofMinutes(30);
  private static final int DAYS_VALID = 90;

  private ShadowProposals() {}

  static List<Proposal> of(List<ShadowCase> cases, Instant from, Instant to, ZoneId zone) {
    Map<IncidentKey, List<ShadowCase>> byKey = new LinkedHashMap<>();
    cases.stream()
        .filter(one -> one.key().host().isPresent())
        .forEach(one -> byKey.computeIfAbsent(one.key(), _ -> new ArrayList<>()).add(one));
    LocalDate until = to.atZone(zone).toLocalDate().plusDays(DAYS_VALID);
    List<Proposal> proposals = new ArrayList<>();
    byKey.forEach(
        (key, all) ->
            stood(key, all, from, to, until)
                .or(() -> flapped(key, all, until))
                .ifPresent(proposals::add));
    return proposals;
  }

  /**
   * Bad nearly all the time: a level that leaves it alone, or no rule for it if it is no outage.
   */
  private static Optional<Proposal> stood(
      IncidentKey key, List<ShadowCase> all, Instant from, Instant to, LocalDate until) {
    Duration bad =
        all.stream()
            .map(one -> one.lasted().orElseGet(() -> Duration.between(one.openedAt(), to)))
            .reduce(Duration.ZERO, Duration::plus);
    double share = (double) bad.toMillis() / Math.max(1, Duration.between(from, to).toMillis());
    return share < STOOD
        ? Optional.empty()
        : level(all)
            .or(() -> off(all))
            .map(effect -> proposal(key, effect, say("stood", Math.round(share * 100)), until));
  }

  /**
   * No rule at all; never for an outage: a host that lay dead would not be missed the next time.
   */
  private static Optional<String> off(List<ShadowCase> all) {
    boolean outage =
        all.stream()
            .flatMap(one -> one.findings().stream())
            .anyMatch(finding -> finding.means() == Meaning.OUTAGE);
    return outage ? Optional.empty() : Optional.of("off: true");
  }

  /** Often and short: a longer holding time. */
  private static Optional<Proposal> flapped(
      IncidentKey key, List<ShadowCase> all, LocalDate until) {
    int turns = all.size() + all.stream().mapToInt(ShadowCase::reopened).sum();
    List<Duration> lasted = all.stream().flatMap(one -> one.lasted().stream()).sorted().toList();
    boolean shortly = !lasted.isEmpty() && lasted.getLast().compareTo(SHORT) <= 0;
    if (turns < OFTEN || !shortly || !crossed(all.getFirst().findings().getFirst()).isPresent()) {
      return Optional.empty();
    }
    long minutes = lasted.getLast().plusSeconds(59).toMinutes();
    return Optional.of(
        proposal(key, "for: " + minutes + "m", say("flapped", turns, minutes), until));
  }

  private static Optional<Evidence.Crossed> crossed(Finding finding) {
    return finding.evidence() instanceof Evidence.Crossed crossed
        ? Optional.of(crossed)
        : Optional.empty();
  }

  /** Bounds beyond everything that was seen, for the severities that were. */
  private static Optional<String> level(List<ShadowCase> all) {
    Map<String, BigDecimal> levels = new LinkedHashMap<>();
    boolean share = true;
    for (ShadowCase one : all) {
      for (Finding finding : one.findings()) {
        Optional<Evidence.Crossed> seen = crossed(finding);
        if (seen.isEmpty()) {
          return Optional.empty();
        }
        share &= seen.get().quantity().contains("utilization");
        BigDecimal beyond = beyond(seen.get());
        levels.merge(
            finding.severity().id(), beyond, (a, b) -> seen.get().above() ? a.max(b) : a.min(b));
      }
    }
    boolean percent = share;
    boolean full = percent && levels.values().stream().anyMatch(BigDecimal.ONE::equals);
    return full || levels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "levels: {"
                + String.join(
                    ", ",
                    levels.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + written(entry.getValue(), percent))
                        .toList())
                + "}");
  }

  private static BigDecimal beyond(Evidence.Crossed seen) {
    double worst =
        seen.points().stream()
            .mapToDouble(Evidence.Point::value)
            .reduce(seen.bound(), seen.above() ? Math::max : Math::min);
    boolean share = seen.quantity().contains("utilization");
    double moved =
        share ? worst + (seen.above() ? 0.01 : -0.01) : worst * (seen.above() ? 1.1 : 0.9);
    BigDecimal rounded =
        BigDecimal.valueOf(moved)
            .setScale(share ? 2 : 3, seen.above() ? RoundingMode.CEILING : RoundingMode.FLOOR)
            .stripTrailingZeros();
    return share ? rounded.min(BigDecimal.ONE).max(BigDecimal.ZERO) : rounded;
  }

  private static String written(BigDecimal value, boolean percent) {
    return percent
        ? value.movePointRight(2).stripTrailingZeros().toPlainString() + "%"
        : value.toPlainString();
  }

  private static Proposal proposal(IncidentKey key, String effect, String why, LocalDate until) {
    String host = key.host().orElseThrow().value();
    String subject = key.subject().isEmpty() ? "" : ", subject: " + SubjectYaml.of(key.subject());
    return new Proposal(
        why,
        "- {rule: "
            + key.rule()
            + ", host: "
            + host
            + subject
            + ", "
            + effect
            + ", by: shadow-report, reason: \""
            + why
            + "\", until: "
            + until
            + "}");
  }

  private static String say(String key, Object... values) {
    return new MessageFormat(TEXTS.getString(key), Locale.ROOT).format(values);
  }
}
