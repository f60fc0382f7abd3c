package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.SiteId;

/**
 * A place of a customer.
 *
 * @param dependsOnUplink whether the site's people cannot work without its uplink; no verdict reads
 *     it yet
 */
public record Site(SiteId id, boolean dependsOnUplink) {}
