/**
 * Checks of what has no agent, listed in this agent's own file: does it answer, how fast, for how
 * long is its certificate good. Each check is a probe of its own; its series name the element.
 */
package dev.forebell.agent.check;
