/**
 * Channels to people: which messages an event makes, what they say in the reader's language, and
 * how mail, chat bots and providers of calls take them. What is sent when, again or not at all is
 * decided by {@code deliver}. Imports {@code port} and the engine; never another edge.
 */
package dev.forebell.collector.notify;
