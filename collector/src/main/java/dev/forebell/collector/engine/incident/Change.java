package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.emergency.Verdict;
import dev.forebell.collector.engine.people.Telling;
import dev.forebell.collector.engine.sla.SlaEvent;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an event changed: all that folding needs. */
public sealed interface Change {
  /** The event's name in replay, webhooks and the API. */
  default String eventName() {
    return ChangeNames.of(this);
  }

  /**
   * A new incident.
   *
   * @param site of its host
   * @param services that its host carries
   * @param contract id of the contract that covers it; empty: not covered
   * @param beganAt first bad sample
   * @param configuration fingerprint of the customer's configuration
   * @param dueBy of a risk: when what prevents it has to be done
   */
  record Opened(
      CustomerId customer,
      IncidentKey key,
      Optional<SiteId> site,
      List<ServiceId> services,
      Optional<String> contract,
      Instant beganAt,
      Finding finding,
      String configuration,
      Optional<Instant> dueBy)
      implements Change {
    public Opened {
      services = List.copyOf(services);
    }

    /** What is more than a risk has clocks, and no due date. */
    public Opened(
        CustomerId customer,
        IncidentKey key,
        Optional<SiteId> site,
        List<ServiceId> services,
        Optional<String> contract,
        Instant beganAt,
        Finding finding,
        String configuration) {
      this(
          customer,
          key,
          site,
          services,
          contract,
          beganAt,
          finding,
          configuration,
          Optional.empty());
    }
  }

  /** Severity, meaning or both moved. */
  record SeverityChanged(Finding finding) implements Change {}

  /**
   * An emergency from now on.
   *
   * @param verdict the criteria with their numbers; none when a person promoted it
   * @param comment a person's word; empty otherwise
   */
  record Promoted(Verdict verdict, String comment) implements Change {}

  /**
   * No emergency, by a person's word.
   *
   * @param dismissed what was known then: the same facts do not promote it again
   */
  record Demoted(Verdict dismissed, String comment) implements Change {}

  record Acknowledged(String comment) implements Change {}

  record Assigned(String to) implements Change {}

  record Contacted(String whom, String channel) implements Change {}

  record Dispatched(String who) implements Change {}

  record Arrived(String who) implements Change {}

  record Diagnosed(String cause) implements Change {}

  record Commented(String text) implements Change {}

  record Reported(String who, Instant reportedAt) implements Change {}

  record Linked(Ticket ticket) implements Change {}

  /** Taken out of the promise. */
  record Excluded(String cause, String approver) implements Change {}

  /** First good sample; provisional. */
  record Restored(Instant restoredAt) implements Change {}

  /** Bad again before the recovery was confirmed. */
  record Relapsed() implements Change {}

  /**
   * Good again, but it flaps: it stays open until it is steady.
   *
   * @param until when it resolves if it stays good
   */
  record HeldOpen(Instant until) implements Change {}

  /**
   * Data that came late says that it began at another time; no deadline moves.
   *
   * @param aliveUntil when the host, unheard, last sampled; empty: it is not about a link
   */
  record Corrected(Instant beganAt, Optional<Instant> aliveUntil) implements Change {}

  /** Data that came late tells of the same while it was known already. */
  record Completed(Instant since, Instant restoredAt) implements Change {}

  /**
   * An incident of which nobody knew before it was over: written down, and nothing else.
   *
   * @param restoredAt first good sample after it
   */
  record Recorded(
      CustomerId customer,
      IncidentKey key,
      Optional<SiteId> site,
      List<ServiceId> services,
      Instant beganAt,
      Instant restoredAt,
      Finding finding,
      String configuration)
      implements Change {
    public Recorded {
      services = List.copyOf(services);
    }
  }

  /**
   * Over.
   *
   * @param restoredAt first good sample of the final recovery; empty: by a person's word while it
   *     still held
   * @param comment a person's word; empty otherwise
   */
  record Resolved(Optional<Instant> restoredAt, String comment) implements Change {}

  /**
   * Back within the reopen window.
   *
   * @param finding what is known now
   * @param comment a person's word; empty otherwise
   */
  record Reopened(Finding finding, String comment) implements Change {}

  record Closed() implements Change {}

  /**
   * A step of an escalation ladder was due, and these people are told.
   *
   * @param step its number, from 1
   * @param tellings in the order of the step; none: there was nobody to tell
   * @param quiet ids of contacts left out because it is their quiet time
   */
  record Notified(String ladder, int step, List<Telling> tellings, List<String> quiet)
      implements Change {
    public Notified {
      tellings = List.copyOf(tellings);
      quiet = List.copyOf(quiet);
    }
  }

  /** A condition that this incident explains began: listed here, it opens nothing. */
  record Suppressed(ConditionKey condition, Instant since, Finding finding) implements Change {}

  /**
   * Written down and not announced: its first event, or that of an incident whose condition came
   * back; again when something else keeps it.
   *
   * @param opening what would have been announced
   * @param by id of the window or silence; empty for a finding at enrolment
   */
  record Withheld(Opened opening, String by) implements Change {}

  /**
   * Stands below another incident from now on.
   *
   * @param parent empty: that one is over, this one goes on by itself
   */
  record Absorbed(Optional<IncidentId> parent) implements Change {}

  /**
   * A clock moved.
   *
   * @param pause the pause by command that made it rest, or that a command ended; empty otherwise
   */
  record ClockChanged(SlaEvent event, Optional<Pause> pause) implements Change {}
}
