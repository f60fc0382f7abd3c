/**
 * Nagios and Icinga plugins that the agent's own file lists: run with a time-out, their exit code
 * and performance data become samples. Nothing the collector sends ever gets here.
 */
package dev.forebell.agent.plugin;
