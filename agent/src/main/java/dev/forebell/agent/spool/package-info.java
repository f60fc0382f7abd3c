/**
 * What the collector has not confirmed yet. {@code SendQueue}, {@code MemoryRing}, {@code
 * SpoolIndex} and {@code Urgency} decide and are pure; {@code DiskSpool} and what it uses deal with
 * bytes, {@code FolderOnDisk} alone with a real disk; {@code Spool} is the disk's own thread.
 * Imports {@code common} and the JDK only.
 */
package dev.forebell.agent.spool;
