package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.WatchMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What an agent says about others than its own host, taken out of its batch. It may speak for the
 * elements that the customer's file says it checks, and for no other: what it says of those is
 * nobody's.
 *
 * @param own the batch without it
 * @param elements what it found out, by element, without the attribute that names it
 * @param refused samples about elements that it may not speak for
 */
record CheckedElements(SampleBatch own, SortedMap<HostId, SampleBatch> elements, int refused) {
  // Only Forebell's own metrics name an element: a short look at each sample's name is enough.
  private static final String OURS = "forebell.";
  private static final List<String> ATTRIBUTE = List.of(WatchMetrics.ELEMENT);

  /**
   * Takes a host's input apart, in order: its own part first, then what it found out about others.
   */
  static void apart(
      HostProfile agent,
      HostInput input,
      Consumer<HostInput> own,
      BiConsumer<HostId, HostInput> found) {
    switch (input) {
      case HostInput.Samples(Instant at, SampleBatch batch) -> {
        CheckedElements said = of(agent, batch);
        own.accept(new HostInput.Samples(at, said.own));
        said.elements.forEach(
            (element, part) -> found.accept(element, new HostInput.Checked(at, part, true)));
      }
      case HostInput.Refill(Instant at, SampleBatch batch) -> {
        CheckedElements said = of(agent, batch);
        own.accept(new HostInput.Refill(at, said.own));
        said.elements.forEach(
            (element, part) -> found.accept(element, new HostInput.Checked(at, part, false)));
      }
      default -> own.accept(input);
    }
  }

  /** A batch that says nothing of others. */
  static CheckedElements none(SampleBatch batch) {
    return new CheckedElements(batch, new TreeMap<>(), 0);
  }

  static CheckedElements of(HostProfile agent, SampleBatch batch) {
    if (!namesElements(batch.samples())) {
      return none(batch);
    }
    List<Sample> own = new ArrayList<>();
    SortedMap<HostId, List<Sample>> others = new TreeMap<>();
    int refused = 0;
    for (Sample sample : batch.samples()) {
      Optional<String> element = element(sample);
      if (element.isEmpty()) {
        own.add(sample);
      } else {
        Optional<HostId> known =
            agent.checks().stream().filter(id -> id.value().equals(element.get())).findFirst();
        known.ifPresent(
            id -> others.computeIfAbsent(id, _ -> new ArrayList<>()).add(unnamed(sample)));
        refused += known.isPresent() ? 0 : 1;
      }
    }
    // Elements are sampled when their agent samples: what it says of that holds for them, too.
    List<Sample> pace = own.stream().filter(CheckedElements::isPace).toList();
    SortedMap<HostId, SampleBatch> elements = new TreeMap<>();
    others.forEach(
        (id, samples) -> {
          samples.addAll(pace);
          elements.put(id, with(batch, samples));
        });
    return new CheckedElements(with(batch, own), elements, refused);
  }

  private static boolean namesElements(List<Sample> samples) {
    for (Sample sample : samples) {
      if (element(sample).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPace(Sample sample) {
    return sample.series().metric().equals(AgentMetrics.AGENT_SAMPLE_INTERVAL.name());
  }

  private static Optional<String> element(Sample sample) {
    return sample.series().metric().startsWith(OURS)
        ? sample.series().attributes().get(WatchMetrics.ELEMENT)
        : Optional.empty();
  }

  private static Sample unnamed(Sample sample) {
    SeriesKey series = sample.series();
    return new Sample(
        new SeriesKey(series.metric(), series.attributes().without(ATTRIBUTE)), sample.reading());
  }

  private static SampleBatch with(SampleBatch batch, List<Sample> samples) {
    return new SampleBatch(
        batch.lane(), batch.epoch(), batch.sequence(), batch.sampledAt(), samples);
  }
}
