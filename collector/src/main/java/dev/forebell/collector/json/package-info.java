/**
 * Engine records to and from JSON, nothing else: the public event object of replay, webhooks and
 * API, and the payloads that the ledger keeps. Imports the engine, {@code port} and Jackson's tree
 * model; no annotations, no reflection, no other edge.
 */
package dev.forebell.collector.json;
