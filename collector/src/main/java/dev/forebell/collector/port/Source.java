package dev.forebell.collector.port;

import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.time.Duration;

/**
 * Another system that sends what it knows of hosts without our agent. Its token says whose they
 * are, whatever the sender calls them.
 *
 * @param id as the configuration calls it
 * @param kind of its hosts, unless the customer's file says otherwise
 * @param interval how often each host is expected; silence is judged by it
 * @param maxHosts how many hosts it may bring at most
 * @param token what it shows
 */
public record Source(
    String id,
    CustomerId customer,
    SiteId site,
    HostKind kind,
    Duration interval,
    int maxHosts,
    TokenHash token) {}
