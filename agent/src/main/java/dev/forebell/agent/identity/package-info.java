/**
 * Who this agent is: the key it made for itself, the certificate or secret that proves it, and how
 * it comes by them. Keeps them in one folder that only the agent may read. Imports {@code common}
 * and {@code agent.link}; no Netty.
 */
package dev.forebell.agent.identity;
