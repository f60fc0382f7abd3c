package dev.forebell.collector.console;

import java.net.URI;
import java.util.Optional;

/**
 * What the page shows beside the collector's own facts.
 *
 * @param demoDesk address of a desk to link to; empty: no link
 */
public record ConsoleSettings(Optional<URI> demoDesk) {}
