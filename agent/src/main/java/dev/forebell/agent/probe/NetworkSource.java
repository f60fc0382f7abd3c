package dev.forebell.agent.probe;

import java.io.IOException;
import java.util.List;

/** The network interfaces of the system with their counters. */
interface NetworkSource {
  List<InterfaceCounters> read() throws IOException;
}
