package dev.forebell.collector.engine.emergency;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.common.model.HostId;
import java.util.SortedMap;

/**
 * All that the judgement depends on.
 *
 * @param conditions that hold now
 * @param people last counts
 */
public record EmergencyFacts(
    CustomerConfig config,
    SortedMap<ConditionKey, HeldCondition> conditions,
    SortedMap<HostId, PeopleCount> people) {}
