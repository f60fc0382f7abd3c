package dev.forebell.collector.engine.detect;

/** How a window becomes one number. */
public enum Aggregate {
  AVG,
  MIN,
  MAX,
  LAST
}
