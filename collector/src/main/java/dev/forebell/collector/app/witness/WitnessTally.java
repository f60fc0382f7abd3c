package dev.forebell.collector.app.witness;

import dev.forebell.common.wire.Frame.Saw;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts questions and answers. Any thread. */
public final class WitnessTally {
  private final LongAdder asked = new LongAdder();
  private final Map<Saw, LongAdder> answers;

  WitnessTally() {
    Map<Saw, LongAdder> none = new EnumMap<>(Saw.class);
    for (Saw saw : Saw.values()) {
      none.put(saw, new LongAdder());
    }
    this.answers = Collections.unmodifiableMap(none);
  }

  void asked() {
    asked.increment();
  }

  void answered(Saw saw) {
    answers.get(saw).increment();
  }

  /** Questions that were put. */
  public long questions() {
    return asked.sum();
  }

  /** Answers of this kind. */
  public long answers(Saw saw) {
    return answers.get(saw).sum();
  }
}
