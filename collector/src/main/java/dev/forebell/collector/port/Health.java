package dev.forebell.collector.port;

import java.util.List;

/** How the collector judges itself. Thread-safe snapshots, never blocks. */
public interface Health {
  /** Whether the process works at all; a supervisor restarts it if not. */
  Report live();

  /** Whether agents and people may be sent here: started, recovered, committing. */
  Report ready();

  /** One part of a verdict; {@code detail} is a sentence for a person. */
  record Check(String name, boolean ok, String detail) {}

  /** A verdict: good only if every check is. */
  record Report(List<Check> checks) {
    public Report {
      checks = List.copyOf(checks);
    }

    public boolean ok() {
      return checks.stream().allMatch(Check::ok);
    }
  }
}
