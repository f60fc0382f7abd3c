/**
 * The connection to the collector: {@code LinkMachine} and {@code Backoff} decide and are pure,
 * {@code NettyLink} owns the socket, the timers and the one thread. Imports {@code common}, {@code
 * agent.spool} and Netty; never a probe.
 */
package dev.forebell.agent.link;
