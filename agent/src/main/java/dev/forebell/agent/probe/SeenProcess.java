package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.function.Supplier;

/**
 * One process of this host.
 *
 * @param name the system's short name of it; Linux cuts it after 15 letters
 * @param commandLine its words with blanks in between, read when it is asked for; empty: hidden
 */
@Pure
record SeenProcess(ProcessState state, String name, Supplier<String> commandLine) {}
