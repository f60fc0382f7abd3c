package dev.forebell.collector.port;

import java.time.Duration;

/** Counts what people and programs ask of the HTTP interface. Thread-safe, never blocks. */
public interface HttpObserver {
  /**
   * A request was answered.
   *
   * @param operation the OpenAPI operation; {@code other} for a path that is none
   */
  void answered(String operation, int status, Duration took);

  /** A live stream began. */
  void streamOpened();

  /**
   * A live stream ended.
   *
   * @param tooSlow it was dropped because its reader did not keep up
   */
  void streamClosed(boolean tooSlow);
}
