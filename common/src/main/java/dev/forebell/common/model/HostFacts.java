package dev.forebell.common.model;

import java.time.Instant;

/**
 * What an agent says about its host at each handshake. Informative: identity comes from the agent
 * key alone.
 *
 * @param hostName the system's own name
 * @param osType {@code linux}, {@code windows}, {@code darwin} (OpenTelemetry {@code os.type})
 * @param osDescription such as {@code Debian GNU/Linux 12 (bookworm)}
 * @param architecture {@code host.arch}, such as {@code amd64}
 * @param logicalCpus number of logical processors
 * @param memoryBytes physical memory
 * @param bootedAt when the system started, by the agent's clock
 * @param agentVersion version of the agent
 */
public record HostFacts(
    String hostName,
    String osType,
    String osDescription,
    String architecture,
    int logicalCpus,
    long memoryBytes,
    Instant bootedAt,
    String agentVersion) {}
