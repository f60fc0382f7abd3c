/**
 * How both processes write their log: one line an event. Imports {@code java.logging} and nothing
 * of the project.
 */
package dev.forebell.common.log;
