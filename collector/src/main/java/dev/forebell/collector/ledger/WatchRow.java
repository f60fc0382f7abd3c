package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.condition.ConditionKey;
import java.util.Optional;

/**
 * A watch to keep over a restart.
 *
 * @param payload the watch as JSON; empty: it is clear and its row goes
 */
public record WatchRow(ConditionKey key, Optional<String> payload) {}
