package dev.forebell.agent.exec;

/**
 * How a program ended.
 *
 * @param exitCode as the system has it
 * @param output what it wrote to standard output, cut at a limit; what is no UTF-8 is replaced
 * @param truncated whether it wrote more than is kept
 */
public record Finished(int exitCode, String output, boolean truncated) {}
