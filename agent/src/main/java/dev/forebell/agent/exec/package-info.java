/**
 * Short-lived programs of this host, run from a fixed list of words with a time-out. Nothing that
 * comes over the network ever gets here. Imports nothing of the house.
 */
package dev.forebell.agent.exec;
