/**
 * Who may speak as whom: the collector's own small certificate authority, its server certificate,
 * enrolment tokens, agents and their credentials. Decides and signs; knows no socket and no
 * database. Imports {@code port}, {@code common} and Bouncy Castle, which only this room knows.
 */
package dev.forebell.collector.trust;
