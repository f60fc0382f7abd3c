/**
 * The files of {@code config/} as validated records: all of them or none, with every mistake of
 * every file at once. Imports the engine's records, {@code port}, {@code common.config}, the
 * JSONata compiler (to check expressions) and Jackson (for what {@code check --json} prints); never
 * Vert.x, JDBC or another edge.
 */
package dev.forebell.collector.config;
