/**
 * A folder of {@code *.prom} files that jobs of this host write, in Prometheus's text format: their
 * numbers become samples. A file is data, whoever wrote it: bounded, parsed strictly, never run.
 */
package dev.forebell.agent.textfile;
