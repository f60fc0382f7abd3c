package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.ServiceId;
import java.util.List;
import java.util.Optional;

/**
 * A business service and the hosts that carry it.
 *
 * @param key whether it blocks a key business process
 * @param minUp how many members must be up
 * @param people who use it; 0: the customer's people
 * @param outageWhen rules whose condition on a member means that the member does not serve
 * @param contract id of its own contract; empty: the host's
 */
public record Service(
    ServiceId id,
    boolean key,
    int minUp,
    List<HostId> hosts,
    int people,
    List<RuleId> outageWhen,
    Optional<String> contract) {}
