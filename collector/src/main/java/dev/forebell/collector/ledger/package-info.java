/**
 * What survives a crash: the event log, the watches, the marks and the outbox, in one database and
 * one transaction at a time. The only room that may import {@code java.sql}. Imports {@code port}
 * and the engine's keys; never Vert.x, never another edge.
 */
package dev.forebell.collector.ledger;
