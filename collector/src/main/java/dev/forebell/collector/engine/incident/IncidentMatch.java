package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names an incident by what it is about, as people and replay files do.
 *
 * @param host empty: an incident above hosts
 * @param subject empty: any; else the whole text, or one or more of its {@code name=value} parts,
 *     or the value of one part, such as a mount point
 */
public record IncidentMatch(Optional<HostId> host, RuleId rule, Optional<String> subject) {
  private static final Pattern PART = Pattern.compile("(?:[^,\\\\]|\\\\.)+");

  /** What was found. */
  public sealed interface Found {
    /** Exactly one. */
    record One(IncidentId id) implements Found {}

    /** None or several: {@code sentence} says so to a person. */
    record NotOne(Reason reason, String sentence) implements Found {}
  }

  /** The one open incident it names; resolved ones only if none is open. */
  public Found find(CustomerState state) {
    List<Incident> all = state.incidents().values().stream().filter(this::matches).toList();
    List<Incident> open = all.stream().filter(Incident::open).toList();
    List<Incident> found = open.isEmpty() ? all : open;
    if (found.size() == 1) {
      return new Found.One(found.getFirst().id());
    }
    return found.isEmpty()
        ? new Found.NotOne(Reason.NO_SUCH_INCIDENT, "no open incident " + this)
        : new Found.NotOne(Reason.AMBIGUOUS_INCIDENT, several(found));
  }

  private boolean matches(Incident incident) {
    IncidentKey key = incident.key();
    return key.host().equals(host)
        && key.rule().equals(rule)
        && subject.map(wanted -> isAbout(key.subject(), wanted)).orElse(true);
  }

  private static boolean isAbout(String subject, String wanted) {
    if (subject.equals(wanted) || wanted.isEmpty()) {
      return subject.equals(wanted);
    }
    List<String> parts = parts(subject);
    return parts.containsAll(parts(wanted))
        || parts.stream().anyMatch(part -> part.endsWith("=" + wanted));
  }

  private static List<String> parts(String subject) {
    return PART.matcher(subject).results().map(MatchResult::group).toList();
  }

  private String several(List<Incident> found) {
    String ids = found.stream().map(one -> one.id().value()).collect(Collectors.joining(", "));
    return found.size() + " incidents " + this + ": " + ids;
  }

  @Override
  public String toString() {
    return "of rule "
        + rule
        + host.map(named -> " on " + named).orElse(" above hosts")
        + subject.map(text -> " subject '" + text + "'").orElse("");
  }
}
