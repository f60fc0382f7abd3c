package dev.forebell.common.wire;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the last batch of a connection said, so that the next one need only say what changed. Both
 * ends hold one and move it by the same batches, in the order of the connection; it begins empty
 * with each connection. For one thread.
 */
final class BatchChain {
  private static final long LAST_MILLIS = 253_402_300_799_999L;

  private boolean begun;
  private Lane lane = Lane.LIVE;
  private long epoch;
  private long sequence;
  private long sampledAt;
  // A collector holds ten thousand of these: no boxes.
  private int[] ids = new int[0];
  private double[] values = new double[0];
  private byte[] forms = new byte[0];

  /** What a Changes frame says in full, or why it says nothing. */
  sealed interface Restored {
    /** The batch as a Samples frame would have said it. */
    record Batch(Frame.Samples samples) implements Restored {}

    /** Refused; the chain stays as it was. */
    record Bad(WireProblem problem) implements Restored {}
  }

  /** A batch was sent, or received, whole; returns it. */
  Frame.Samples whole(Frame.Samples samples) {
    begun = true;
    lane = samples.lane();
    epoch = samples.epoch();
    sequence = samples.sequence();
    sampledAt = samples.sampledAt().toEpochMilli();
    int size = samples.ids().size();
    if (ids.length != size) {
      ids = new int[size];
      values = new double[size];
      forms = new byte[size];
    }
    for (int i = 0; i < size; i++) {
      Reading reading = samples.readings().get(i);
      ids[i] = samples.ids().get(i);
      values[i] = ChainedReading.valueOf(reading);
      forms[i] = ChainedReading.formOf(reading);
    }
    return samples;
  }

  /** The frame to send for a batch: what changed, where it continues the last one; else all. */
  Frame shortest(Frame.Samples next) {
    if (!continues(next)) {
      return whole(next);
    }
    long later = next.sampledAt().toEpochMilli() - sampledAt;
    List<Integer> changed = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      Reading now = next.readings().get(i);
      if (!ChainedReading.reading(values[i], forms[i]).equals(now)) {
        Change change = ChainedReading.between(values[i], forms[i], now);
        changed.add(i);
        changes.add(change);
        forms[i] = ChainedReading.formAfter(forms[i], change);
        values[i] = ChainedReading.valueOf(now);
      }
    }
    sequence++;
    sampledAt += later;
    return new Frame.Changes(later, changed, changes);
  }

  private boolean continues(Frame.Samples next) {
    if (!begun
        || next.lane() != lane
        || next.epoch() != epoch
        || next.sequence() != sequence + 1
        || next.ids().size() != ids.length) {
      return false;
    }
    for (int i = 0; i < ids.length; i++) {
      if (next.ids().get(i) != ids[i]) {
        return false;
      }
    }
    return true;
  }

  /** What a Changes frame means after all that came before it. */
  Restored restore(Frame.Changes frame) {
    Optional<WireProblem> misplaced = misplaced(frame);
    if (misplaced.isPresent()) {
      return new Restored.Bad(misplaced.get());
    }
    double[] nextValues = values.clone();
    byte[] nextForms = forms.clone();
    for (int k = 0; k < frame.changed().size(); k++) {
      int at = frame.changed().get(k);
      Change change = frame.changes().get(k);
      Optional<Double> value = ChainedReading.valueAfter(values[at], forms[at], change);
      if (value.isEmpty()) {
        return new Restored.Bad(
            new WireProblem.Unexpected("a step to a number too large", "numbers up to 2^53 steps"));
      }
      nextValues[at] = value.get();
      nextForms[at] = ChainedReading.formAfter(forms[at], change);
    }
    sequence++;
    sampledAt += frame.laterMillis();
    values = nextValues;
    forms = nextForms;
    return new Restored.Batch(asSamples());
  }

  private Optional<WireProblem> misplaced(Frame.Changes frame) {
    if (!begun) {
      return Optional.of(new WireProblem.Unexpected("Changes", "a Samples before it"));
    }
    if (!frame.changed().isEmpty() && frame.changed().getLast() >= ids.length) {
      return Optional.of(
          new WireProblem.Unexpected(
              "a change of sample " + frame.changed().getLast(),
              "one of the " + ids.length + " of the batch before"));
    }
    long at = sampledAt + frame.laterMillis();
    return at < 0 || at > LAST_MILLIS || sequence == Long.MAX_VALUE
        ? Optional.of(new WireProblem.Unexpected("Changes at " + at + " ms", "a time until 9999"))
        : Optional.empty();
  }

  private Frame.Samples asSamples() {
    List<Reading> readings = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      readings.add(ChainedReading.reading(values[i], forms[i]));
    }
    return new Frame.Samples(
        lane,
        epoch,
        sequence,
        Instant.ofEpochMilli(sampledAt),
        Arrays.stream(ids).boxed().toList(),
        readings);
  }
}
