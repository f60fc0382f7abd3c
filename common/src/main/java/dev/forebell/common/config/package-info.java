/**
 * Reading configuration: YAML with positions, typed reads, quantities, secrets; every mistake is
 * collected with its place, none stops the reading. Imports {@code common.model}, snakeyaml-engine
 * and the JDK; only {@link dev.forebell.common.config.ConfigurationFile} and {@link
 * dev.forebell.common.config.Secrets} touch files.
 */
package dev.forebell.common.config;
