package dev.forebell.collector.engine.customer;

import dev.forebell.common.model.SiteId;

/**
 * A place of a customer.
 *
 * @param dependsOnUplink whether the site's people cannot work without its uplink: its silence is
 *     then an emergency at once
 */
public record Site(SiteId id, boolean dependsOnUplink) {}
