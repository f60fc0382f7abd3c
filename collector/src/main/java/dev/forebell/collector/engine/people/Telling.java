package dev.forebell.collector.engine.people;

import java.util.Optional;

/**
 * Somebody is told by a channel.
 *
 * @param contact id; empty: the channel is a room that all in it read
 * @param channel id
 */
public record Telling(Optional<String> contact, String channel) {}
