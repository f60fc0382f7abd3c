package dev.forebell.collector.app.drill;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a drill drills.
 *
 * @param collector address of a running collector
 * @param agentConfig agent.yaml of an agent that the drill starts, stops and kills
 * @param log where that agent's output goes
 * @param host the host that agent's key stands for
 * @param desk the demo desk that gets the tickets, if the drill can look into it
 */
record DrillTarget(URI collector, Path agentConfig, Path log, String host, Optional<URI> desk) {}
