package dev.forebell.collector.engine.emergency;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.common.model.HostId;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * All that the judgement depends on.
 *
 * @param conditions that hold now; of these the bad outages count, the others may be left out
 * @param suspects which of these are held until more is known: no outages yet
 * @param excused of these, those that are facts but never cause an emergency: in maintenance, or
 *     kept from being announced
 * @param people last counts
 */
public record EmergencyFacts(
    CustomerConfig config,
    SortedMap<ConditionKey, HeldCondition> conditions,
    Predicate<HeldCondition> suspects,
    SortedSet<ConditionKey> excused,
    SortedMap<HostId, PeopleCount> people) {}
