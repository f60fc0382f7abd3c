/**
 * What Prometheus scrapes: the collector's own meters (Micrometer) and the fleet's latest values,
 * streamed. May import {@code port}, the engine's records, {@code common.model}, Micrometer; no
 * Vert.x, no Jackson, no other edge.
 */
package dev.forebell.collector.metrics;
