package dev.forebell.collector.app;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.IncidentMatch;
import dev.forebell.collector.engine.incident.IncidentMatch.Found;
import dev.forebell.collector.replay.NamedIncident;
import dev.forebell.common.model.CustomerId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the one incident that a replayed command names, over all customers. */
final class IncidentLookup {
  private final Collection<CustomerState> desks;

  IncidentLookup(Collection<CustomerState> desks) {
    this.desks = desks;
  }

  Found find(NamedIncident target) {
    return switch (target) {
      case NamedIncident.Numbered numbered -> numbered(numbered.id());
      case NamedIncident.About about -> about(about.match());
    };
  }

  /** Whose incident it is: a closed one has left its desk, but its number still names the desk. */
  Optional<CustomerId> customerOf(IncidentId id) {
    return desks.stream()
        .map(CustomerState::config)
        .filter(config -> config.code().equals(id.customerCode()))
        .map(config -> config.id())
        .findFirst();
  }

  private Found numbered(String id) {
    boolean known = IncidentId.valid(id) && customerOf(new IncidentId(id)).isPresent();
    return known ? new Found.One(new IncidentId(id)) : none("no incident " + id);
  }

  /** What stands above hosts names no host to find its customer by: every desk is asked. */
  private Found about(IncidentMatch match) {
    List<Found> found = asked(match).map(match::find).filter(here -> !isNone(here)).toList();
    return switch (found.size()) {
      case 0 -> none("no open incident " + match);
      case 1 -> found.getFirst();
      default ->
          new Found.NotOne(Reason.AMBIGUOUS_INCIDENT, "incidents of several customers " + match);
    };
  }

  /** Those who use an element of a provider name their own incidents of it by number. */
  private Stream<CustomerState> asked(IncidentMatch match) {
    List<CustomerState> owners =
        desks.stream()
            .filter(
                desk ->
                    match
                        .host()
                        .filter(host -> desk.config().hosts().containsKey(host))
                        .isPresent())
            .toList();
    return (owners.isEmpty() ? desks : owners).stream();
  }

  private static boolean isNone(Found found) {
    return found instanceof Found.NotOne(Reason reason, String _)
        && reason == Reason.NO_SUCH_INCIDENT;
  }

  private static Found none(String sentence) {
    return new Found.NotOne(Reason.NO_SUCH_INCIDENT, sentence);
  }
}
