package dev.forebell.agent.check;

import dev.forebell.agent.probe.CostClass;
import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.WatchMetrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One check. That the element does not answer is an answer; the log says why, once. */
public final class CheckProbe implements Probe {
  private static final Logger LOG = System.getLogger(CheckProbe.class.getName());

  private final Check check;
  private final InstantSource clock;
  private final Asked asked;
  private final Set<SeriesKey> told = new LinkedHashSet<>();
  private Optional<String> trouble = Optional.empty();

  public CheckProbe(Check check, InstantSource clock) {
    this.check = check;
    this.clock = clock;
    this.asked = new Asked(check.timeout());
  }

  @Override
  public String name() {
    return "check:" + check.name();
  }

  @Override
  public CostClass cost() {
    return CostClass.HIGH;
  }

  @Override
  public Duration interval() {
    return check.every();
  }

  // Looking a name up, connecting and reading each have the check's own time-out.
  @Override
  public Duration timeout() {
    return check.timeout().multipliedBy(3).plusSeconds(1);
  }

  @Override
  public List<SeriesKey> promised() {
    return List.of(series(WatchMetrics.CHECK_UP));
  }

  @Override
  public List<Sample> read() {
    Verdict verdict = asked.of(check.target());
    report(verdict.why());
    List<Sample> samples = new ArrayList<>();
    samples.add(Sample.of(series(WatchMetrics.CHECK_UP), verdict.why().isEmpty() ? 1 : 0));
    samples.add(new Sample(series(WatchMetrics.CHECK_DURATION), duration(verdict)));
    if (check.target() instanceof Target.Http) {
      samples.add(
          new Sample(
              series(WatchMetrics.CHECK_HTTP_STATUS),
              verdict.status().isPresent()
                  ? Reading.of(verdict.status().getAsInt())
                  : Reading.unavailable(Cause.FAILED)));
    }
    samples.addAll(certificates(verdict));
    return samples;
  }

  // A new certificate may have another name; what was said of the old one is answered by the new
  // one, or its condition would never end.
  private List<Sample> certificates(Verdict verdict) {
    Optional<Sample> now =
        verdict
            .certificates()
            .map(shown -> shown.remaining(check.target().address(), ofElement(), clock.instant()));
    now.ifPresent(sample -> told.add(sample.series()));
    Reading reading = now.map(Sample::reading).orElse(Reading.unavailable(Cause.FAILED));
    return told.stream().map(series -> new Sample(series, reading)).toList();
  }

  private static Reading duration(Verdict verdict) {
    return verdict
        .took()
        .map(took -> Reading.of(took.toNanos() / 1e9))
        .orElse(Reading.unavailable(Cause.TIMED_OUT));
  }

  private void report(Optional<String> why) {
    if (why.isPresent() && trouble.isEmpty()) {
      LOG.log(Level.WARNING, "check {0} of {1}: {2}", check.name(), subject(), why.get());
    } else if (why.isEmpty() && trouble.isPresent()) {
      LOG.log(Level.INFO, "check {0} of {1}: good again", check.name(), subject());
    }
    trouble = why;
  }

  private String subject() {
    return check.element().orElse("this host") + " (" + check.target().address() + ")";
  }

  private SeriesKey series(MetricDescriptor metric) {
    Map<String, String> attributes = ofElement();
    attributes.put(WatchMetrics.CHECK_NAME, check.name());
    attributes.put(WatchMetrics.CHECK_TYPE, check.target().type());
    return metric.series(attributes);
  }

  private Map<String, String> ofElement() {
    Map<String, String> attributes = new TreeMap<>();
    check.element().ifPresent(name -> attributes.put(WatchMetrics.ELEMENT, name));
    return attributes;
  }
}
