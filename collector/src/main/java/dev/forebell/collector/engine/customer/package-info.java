/**
 * A customer's estate as configured: sites, hosts, services, people, contracts. Imports {@code
 * sla}, {@code calendar}, {@code condition}.
 */
package dev.forebell.collector.engine.customer;
