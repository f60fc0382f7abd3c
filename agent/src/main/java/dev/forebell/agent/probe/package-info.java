/**
 * What the operating system holds, as samples. The only room that may import OSHI; where OSHI has
 * no answer, or a dear one, the system's own files are read. Parsers take text and are tested on
 * any machine; fetching is kept apart from them. Nothing is started as a process at every sample.
 */
package dev.forebell.agent.probe;
