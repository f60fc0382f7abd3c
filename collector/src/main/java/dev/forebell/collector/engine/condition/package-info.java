/**
 * What {@code detect} tells {@code incident}: the only vocabulary the two share. Imports nothing
 * else of the engine but {@code Reason}.
 */
package dev.forebell.collector.engine.condition;
