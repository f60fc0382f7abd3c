package dev.forebell.collector.engine.condition;

/**
 * How a rule judges a condition at one moment.
 *
 * @param means with {@code severity} from the level in force
 * @param evidence what was seen
 * @param runbook name of the runbook, empty if the rule has none
 * @param ruleVersion fingerprint of the rule as it was in force
 */
public record Finding(
    Severity severity,
    Meaning means,
    Wake wake,
    Evidence evidence,
    String runbook,
    String ruleVersion) {}
