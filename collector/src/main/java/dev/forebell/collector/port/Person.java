package dev.forebell.collector.port;

import dev.forebell.collector.engine.customer.Language;
import java.time.ZoneId;
import java.util.SortedMap;

/**
 * Somebody who can be told, with what only the channels need.
 *
 * @param zone in whose clock they read times
 * @param addresses by channel
 */
public record Person(
    String id, String name, Language language, ZoneId zone, SortedMap<String, String> addresses) {}
