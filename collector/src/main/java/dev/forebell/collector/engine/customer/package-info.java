/**
 * A customer's estate as configured: sites, hosts, services, people, contracts. Imports {@code
 * people}, {@code sla}, {@code calendar}, {@code condition}.
 */
package dev.forebell.collector.engine.customer;
