package dev.forebell.collector.engine.incident;

import static dev.forebell.collector.engine.incident.IncidentState.ACKNOWLEDGED;
import static dev.forebell.collector.engine.incident.IncidentState.DIAGNOSED;
import static dev.forebell.collector.engine.incident.IncidentState.OPEN;
import static dev.forebell.collector.engine.incident.IncidentState.RESOLVED;
import static dev.forebell.collector.engine.incident.IncidentState.SUPPRESSED;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The transition table: which command is legal in which state.
 *
 * <pre>
 *                          suppressed  open  acknowledged  diagnosed  resolved  closed
 * acknowledge              -           yes   -             -          -         -
 * diagnose, assign,
 *   dispatch, arrive,
 *   pause, resume,
 *   promote, demote,
 *   resolve                -           yes   yes           yes        -         -
 * contact, exclude         -           yes   yes           yes        yes       -
 * comment, report, link    yes         yes   yes           yes        yes       -
 * reopen, close            -           -     -             -          yes       -
 * </pre>
 *
 * <p>Acknowledge leads to acknowledged, diagnose to diagnosed, resolve to resolved, reopen to open,
 * close to closed; the others leave the state as it is.
 */
final class Lifecycle {
  private static final Set<IncidentState> WORKING =
      Collections.unmodifiableSet(EnumSet.of(OPEN, ACKNOWLEDGED, DIAGNOSED));
  private static final Set<IncidentState> LIVING =
      Collections.unmodifiableSet(EnumSet.of(OPEN, ACKNOWLEDGED, DIAGNOSED, RESOLVED));

  private static final Set<IncidentState> KNOWN =
      Collections.unmodifiableSet(EnumSet.of(SUPPRESSED, OPEN, ACKNOWLEDGED, DIAGNOSED, RESOLVED));

  private Lifecycle() {}

  /** The refusal by name, such as 'closed to acknowledged'; empty: legal. */
  static Optional<String> refusal(IncidentState from, Command command) {
    return legalIn(command).contains(from)
        ? Optional.empty()
        : Optional.of(from.id() + " to " + participle(command));
  }

  private static Set<IncidentState> legalIn(Command command) {
    return switch (command) {
      case Command.Acknowledge _ -> EnumSet.of(OPEN);
      case Command.Assign _,
          Command.Dispatch _,
          Command.Arrive _,
          Command.Diagnose _,
          Command.Pause _,
          Command.Resume _,
          Command.Promote _,
          Command.Demote _,
          Command.Resolve _ ->
          WORKING;
      case Command.Contact _, Command.Exclude _ -> LIVING;
      case Command.Comment _, Command.Report _, Command.Link _ -> KNOWN;
      case Command.Reopen _, Command.Close _ -> EnumSet.of(RESOLVED);
    };
  }

  private static String participle(Command command) {
    return switch (command) {
      case Command.Acknowledge _ -> "acknowledged";
      case Command.Assign _ -> "assigned";
      case Command.Contact _ -> "contacted";
      case Command.Dispatch _ -> "dispatched";
      case Command.Arrive _ -> "arrived";
      case Command.Diagnose _ -> "diagnosed";
      case Command.Comment _ -> "commented";
      case Command.Pause _ -> "paused";
      case Command.Resume _ -> "resumed";
      case Command.Resolve _ -> "resolved";
      case Command.Reopen _ -> "reopened";
      case Command.Close _ -> "closed";
      case Command.Report _ -> "reported";
      case Command.Link _ -> "linked";
      case Command.Exclude _ -> "excluded";
      case Command.Promote _ -> "promoted";
      case Command.Demote _ -> "demoted";
    };
  }
}
