package dev.forebell.collector.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why something happened or did not: one list for events, tests, logs, meters and tickets. Stored
 * in the event log by name: never rename, only add.
 */
public enum Reason {
  // detection
  /** The level was crossed and held for its time or count. */
  LEVEL_HELD,
  /** The level has no holding time: the first bad sample was enough. */
  LEVEL_CROSSED,
  /** A higher level was reached. */
  LEVEL_ROSE,
  /** A lower level is in force again. */
  LEVEL_FELL,
  /** A good sample was seen; the recovery is being confirmed. */
  GOOD_SAMPLE,
  /** A bad sample came while a recovery was being confirmed. */
  BAD_AGAIN,
  /** Good samples held for the clearing time. */
  CLEAR_HELD,
  /** Data that came late says so: it tells of what was, and raises nothing. */
  LATE_DATA,
  /** A value was missing: it neither raises nor clears. */
  NO_DATA,
  /** The window is not yet covered by enough samples for a verdict. */
  WINDOW_REFILLING,
  /** A series that should be there was missing for its time while the host was heard. */
  SERIES_MISSING,
  /** A series that was missing is there again. */
  SERIES_BACK,
  /** It happened, as often as the level asks for. */
  HAPPENED,
  /** It did not happen again for as long as the rule holds it. */
  HOLD_OVER,
  /** The rule was changed while its condition held: it is judged by the new one from now on. */
  RULE_CHANGED,
  /** A limit will be reached in time to matter. */
  LIMIT_FORESEEN,
  /** What was foretold is no longer so: growth stopped or slowed. */
  TREND_TURNED,
  /** What was foretold is no longer so: there is more room than when it was foretold. */
  SPACE_FREED,
  /** What was foretold has come. */
  LIMIT_REACHED,
  /** The rule no longer applies to this host: it was removed, changed or overridden. */
  RULE_WITHDRAWN,

  // link
  /** The agent's connection stands. */
  CONNECTED,
  /** The connection was closed without goodbye: a living kernel did that. */
  CLOSED_WITHOUT_BYE,
  /** Nothing was heard for three heartbeats. */
  SILENT,
  /** Silent for the whole confirmation time while the collector was listening. */
  SILENT_CONFIRMED,
  /** Silent, and a witness cannot reach it either. */
  WITNESS_AGREED,
  /** Silent, but a witness reached the host or was refused by it: only its agent is gone. */
  WITNESS_REACHED,
  /** A clean stop whose host did not come back in time. */
  BYE_OVERDUE,
  /** A clean stop, expected back. */
  BYE,
  /** The host was heard again. */
  HEARD_AGAIN,
  /** The connection stood for the whole clearing time. */
  LINK_STEADY,
  /** The collector was not listening: nobody is accused of that silence. */
  COLLECTOR_BLACKOUT,

  // incident
  /** Another incident explains this one: the host is silent. */
  HOST_SILENT,
  /** Most hosts of the site fell silent together: the site, its power or the way to it is gone. */
  SITE_UNSEEN,
  /** Several hosts of the site said that they shut down: its power is going. */
  SITE_POWERING_DOWN,
  /** At least half of the site's missing hosts are back. */
  SITE_SEEN_AGAIN,
  /** Held while its site was gone; half of the hosts are back without it, or it took too long. */
  SITE_RELEASED,
  /** The incident that absorbed this one is over and the condition still holds. */
  PARENT_OVER,
  /** Several of one rule came together: one incident stands for them. */
  SAME_CAUSE,
  /** What it runs on is down: a virtualisation host, a shared storage. */
  RUNS_ON_DOWN,
  /** Held while what it runs on was suspect; that was withdrawn, or its verdict took too long. */
  RUNS_ON_NOT_DOWN,
  /** An element of a provider that several customers use is affected. */
  PROVIDER_ELEMENT,
  /** It came back too often of late: it stays open until it is steady. */
  FLAPPING,
  /** It flapped, and has now been good for long enough. */
  STEADY,
  /** A person acted on a risk and it is over. */
  RISK_PREVENTED,
  /** A risk is over by itself. */
  RISK_WENT_AWAY,
  /** What was a risk became worse before it was over. */
  RISK_CAME_TRUE,
  /** A person or a connected system asked for it. */
  COMMAND,
  /** The condition came back within the reopen window. */
  CONDITION_RETURNED,
  /** The reopen window has passed. */
  REOPEN_WINDOW_OVER,
  /** Part of an emergency that opened above it. */
  PART_OF_EMERGENCY,
  /** The host is in a maintenance window: written down, not announced. */
  IN_MAINTENANCE,
  /** A person silenced it for a while: written down, not announced. */
  SILENCED,
  /** It was bad already when the host was first heard: a finding, not a ticket. */
  ENROLMENT_FINDING,
  /** It outlived its maintenance window. */
  MAINTENANCE_OVER,
  /** It outlived its silence. */
  SILENCE_OVER,
  /** What was bad at enrolment became worse. */
  FINDING_WORSE,
  /** Meant for the board and the inspection report only. */
  NOTE_ONLY,
  /** The customer is in shadow mode: judged and logged, nothing sent. */
  SHADOW_MODE,

  // emergency
  /** The greater part of the people is affected. */
  PEOPLE_AFFECTED,
  /** A key business service has fewer members up than it needs. */
  KEY_SERVICE_DOWN,
  /** A host group lost too many members. */
  HOST_GROUP_DOWN,

  // people
  /** A step of the escalation ladder was due. */
  LADDER_STEP,
  /** A step of the escalation ladder was due, and it reaches nobody. */
  NOBODY_TO_TELL,

  // clocks
  /** The clock's anchor exists. */
  ANCHOR_SET,
  /** A share of the clock's time has run. */
  MARK_REACHED,
  /** The mark had passed before the clock was set: it fires at once. */
  MARK_LATE,
  /** On-site: the travel time before the deadline begins; whoever goes has to leave. */
  TIME_TO_LEAVE,
  /** No person acknowledged within the contract's time. */
  NOT_ACKNOWLEDGED,
  /** A person acknowledged and did nothing since: the acknowledgement counts no more. */
  ACKNOWLEDGEMENT_EXPIRED,
  /** What the clock waits for happened in time. */
  STOPPED_IN_TIME,
  /** The deadline passed. */
  DEADLINE_PASSED,
  /** Recovered, or solved remotely, before anyone had to. */
  NOT_NEEDED,
  /** Taken out of the promise by an approver. */
  EXCLUDED,
  /** A pause the contract allows began or ended. */
  PAUSE,
  /** The incident was reopened: a met resolution is withdrawn. */
  REOPENED,
  /** The promise was changed by promotion or a rise of severity. */
  STRICTER_PROMISE,
  /** The calendar's data was changed: the deadline was computed again. */
  CALENDAR_CHANGED,
  /** No contract covers it. */
  NOT_COVERED,

  // refusals
  /** The command is not legal in this state. */
  ILLEGAL_IN_STATE,
  /** No incident, or more than one, matches. */
  NO_SUCH_INCIDENT,
  /** More than one incident matches. */
  AMBIGUOUS_INCIDENT,
  /** Only a person may do this. */
  PERSON_REQUIRED,
  /** The contract does not allow it. */
  NOT_ALLOWED_BY_CONTRACT,
  /** A needed detail is missing or malformed. */
  BAD_COMMAND;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The spelling in events: {@code silent_confirmed}. */
  public String id() {
    return id;
  }

  public static Optional<Reason> parse(String id) {
    return Arrays.stream(values()).filter(reason -> reason.id().equals(id)).findFirst();
  }
}
