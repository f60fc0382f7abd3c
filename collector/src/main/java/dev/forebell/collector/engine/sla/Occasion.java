package dev.forebell.collector.engine.sla;

/**
 * Why clocks are looked at. What is due at the very moment of an input fires after everything else
 * of that moment, by its tick: who stops a clock on its last second has kept the promise, whatever
 * else happened in that second.
 */
public enum Occasion {
  /** Something happened; only what was due before it fires. */
  INPUT,
  /** Time has come; what is due now fires too. */
  TICK
}
