package dev.forebell.collector.engine.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * Clocks other than response rest.
 *
 * @param from when it began
 * @param reason one that the contract allows
 * @param until an agreed appointment: it ends by itself then
 */
public record Pause(Instant from, String reason, Optional<Instant> until) {}
