package dev.forebell.collector.app;

import dev.forebell.collector.port.Health;
import java.util.List;
import java.util.function.Supplier;

/** The collector's judgement of itself, from flags that its threads set. */
final class CollectorHealth implements Health {
  private volatile boolean engine;
  private volatile boolean storing = true;
  private volatile boolean listening;
  private volatile boolean hearing = true;
  private final Supplier<String> calendars;

  /**
   * @param calendars which special days are in doubt; blank: none
   */
  CollectorHealth(Supplier<String> calendars) {
    this.calendars = calendars;
  }

  /** The engine's thread runs. */
  void engine(boolean runs) {
    engine = runs;
  }

  /** Commits reach the disk. */
  void storing(boolean works) {
    storing = works;
  }

  /** The HTTP port is open. */
  void listening(boolean open) {
    listening = open;
  }

  /** Somebody is heard, or nobody is known yet. */
  void hearing(boolean anybody) {
    hearing = anybody;
  }

  @Override
  public Report live() {
    return new Report(List.of(engineCheck()));
  }

  @Override
  public Report ready() {
    return new Report(
        List.of(
            engineCheck(),
            new Check(
                "ledger",
                storing,
                storing
                    ? "commits reach the disk"
                    : "the last commit failed; nothing is acknowledged until one succeeds"),
            new Check(
                "listening",
                listening,
                listening ? "the port is open" : "the port is not open yet"),
            new Check(
                "hearing",
                hearing,
                hearing
                    ? "hosts are heard, or none is known yet"
                    : "every host of every customer fell silent together: this collector's own"
                        + " network is gone"),
            calendarCheck()));
  }

  /** Never a reason to send nobody here: deadlines that are in doubt are flagged. */
  private Check calendarCheck() {
    String doubts = calendars.get();
    return new Check(
        "calendars", true, doubts.isBlank() ? "the special days of this time are known" : doubts);
  }

  private Check engineCheck() {
    boolean runs = engine;
    return new Check(
        "engine", runs, runs ? "the engine's thread runs" : "the engine's thread does not run");
  }
}
