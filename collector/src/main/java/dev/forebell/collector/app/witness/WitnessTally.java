package dev.forebell.collector.app.witness;

import dev.forebell.common.wire.Frame.Saw;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts questions and answers. Any thread. */
public final class WitnessTally {
  private final LongAdder asked = new LongAdder();
  private final ConcurrentHashMap<Saw, LongAdder> answers = new ConcurrentHashMap<>();

  WitnessTally() {}

  void asked() {
    asked.increment();
  }

  void answered(Saw saw) {
    answers.computeIfAbsent(saw, _ -> new LongAdder()).increment();
  }

  /** Questions that were put. */
  public long questions() {
    return asked.sum();
  }

  /** Answers of this kind. */
  public long answers(Saw saw) {
    return answers.computeIfAbsent(saw, _ -> new LongAdder()).sum();
  }
}
