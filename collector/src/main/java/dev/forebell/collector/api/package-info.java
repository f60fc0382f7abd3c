/**
 * The HTTP interface: {@code openapi.yaml} first, requests validated against it, errors as RFC 9457
 * problem documents, live events as server-sent events. May import {@code port}, the engine's
 * records, Vert.x, Jackson, and a YAML parser for {@code openapi.yaml} alone; no other edge, no
 * database, no Micrometer. Reads of the database run on worker threads.
 */
package dev.forebell.collector.api;
