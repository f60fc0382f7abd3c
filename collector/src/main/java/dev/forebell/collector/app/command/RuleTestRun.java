package dev.forebell.collector.app.command;

import dev.forebell.collector.config.RuleTest;
import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.detect.DetectOutput;
import dev.forebell.collector.engine.detect.HostDetector;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.HostState;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.collector.engine.detect.ServiceTime;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plays the time line of one test through detection, as live running would judge it. */
final class RuleTestRun {
  private static final String WITNESS = "witness";

  private final RuleTest test;
  private final SortedMap<ConditionKey, Finding> open = new TreeMap<>();
  private final List<ConditionEvent> told = new ArrayList<>();
  private boolean connected = true;
  private HostState state;
  private Optional<Instant> wakeAt = Optional.empty();

  private RuleTestRun(RuleTest test, List<Rule> rules) {
    this.test = test;
    HostProfile profile =
        new HostProfile(
            new HostId("test"),
            new CustomerId("test"),
            new SiteId("test"),
            test.kind(),
            test.labels(),
            Optional.empty(),
            Duration.ofSeconds(1),
            test.every(),
            ServiceTime.NONE,
            rules,
            test.overrides());
    this.state = HostState.initial(profile, RuleTest.START);
  }

  /** An expectation that does not hold, and what was found instead. */
  record Failure(RuleTest.Expectation expected, List<String> found) {}

  /**
   * What came of a test.
   *
   * @param told every event of a condition, in order
   */
  record Outcome(List<Failure> failures, List<ConditionEvent> told) {}

  /**
   * Plays it.
   *
   * @param rules those of the configuration that apply to its host
   */
  static Outcome of(RuleTest test, List<Rule> rules) {
    RuleTestRun run = new RuleTestRun(test, rules);
    return new Outcome(run.play(), run.told);
  }

  private List<Failure> play() {
    List<Failure> failures = new ArrayList<>();
    Duration before = Duration.ofNanos(-1);
    for (Duration at = Duration.ZERO; at.compareTo(test.lasts()) <= 0; at = at.plus(test.every())) {
      Duration earlier = before;
      Duration now = at;
      test.links().stream()
          .filter(one -> one.at().compareTo(earlier) > 0 && one.at().compareTo(now) <= 0)
          .forEach(this::link);
      batch(now);
      test.expectations().stream()
          .filter(one -> one.at().compareTo(earlier) > 0 && one.at().compareTo(now) <= 0)
          .forEach(one -> check(one).ifPresent(failures::add));
      before = now;
    }
    Duration last = before;
    test.expectations().stream()
        .filter(one -> one.at().compareTo(last) > 0)
        .forEach(one -> failures.add(new Failure(one, List.of("the test is over by then"))));
    return failures;
  }

  private void batch(Duration time) {
    Instant at = RuleTest.START.plus(time);
    ticksBefore(at);
    if (!connected) {
      feed(new HostInput.Tick(at));
      return;
    }
    List<Sample> samples = new ArrayList<>();
    for (RuleTest.Line line : test.lines()) {
      line.at(time)
          .filter(RuleTest.Segment::sent)
          .ifPresent(segment -> samples.add(sample(line, segment.valueAt(time))));
    }
    long sequence = 1 + time.dividedBy(test.every());
    feed(new HostInput.Samples(at, new SampleBatch(Lane.LIVE, 1, sequence, at, samples)));
  }

  private void ticksBefore(Instant at) {
    while (wakeAt.filter(at::isAfter).isPresent()) {
      feed(new HostInput.Tick(wakeAt.orElseThrow()));
    }
  }

  private void link(RuleTest.LinkEvent event) {
    Instant at = RuleTest.START.plus(event.at());
    ticksBefore(at);
    switch (event.what()) {
      case RuleTest.Happening.Connected(String bootId) -> {
        connected = true;
        feed(new HostInput.Connected(at, bootId));
      }
      case RuleTest.Happening.Silent _ -> away(new HostInput.Silenced(at));
      case RuleTest.Happening.Closed _ -> away(new HostInput.Closed(at, ""));
      case RuleTest.Happening.Bye(ByeReason reason) ->
          away(new HostInput.Bye(at, reason, Optional.empty()));
      case RuleTest.Happening.Witness(Evidence.Answer answer) ->
          feed(new HostInput.WitnessSaid(at, WITNESS, answer));
    }
  }

  private void away(HostInput input) {
    connected = false;
    feed(input);
  }

  private static Sample sample(RuleTest.Line line, OptionalDouble value) {
    return value.isPresent()
        ? Sample.of(line.series(), value.getAsDouble())
        : Sample.unavailable(line.series(), Reading.Cause.FAILED);
  }

  private void feed(HostInput input) {
    Step<HostState, DetectOutput> step = HostDetector.step(state, input);
    state = step.state();
    wakeAt = step.wakeAt();
    for (DetectOutput output : step.outputs()) {
      if (output instanceof DetectOutput.Condition condition) {
        fold(condition.event());
      }
    }
  }

  private void fold(ConditionEvent event) {
    told.add(event);
    switch (event) {
      case ConditionEvent.Began began -> open.put(began.key(), began.finding());
      case ConditionEvent.Changed changed -> open.put(changed.key(), changed.finding());
      case ConditionEvent.Ended ended -> open.remove(ended.key());
      default -> {}
    }
  }

  private Optional<Failure> check(RuleTest.Expectation expected) {
    List<Map.Entry<ConditionKey, Finding>> found =
        open.entrySet().stream()
            .filter(
                entry ->
                    entry.getKey().rule().equals(expected.rule())
                        && entry.getKey().subject().contains(expected.subject()))
            .toList();
    boolean holds =
        expected.severity().isEmpty()
            ? found.isEmpty()
            : found.stream().anyMatch(entry -> fits(expected, entry.getValue()));
    return holds
        ? Optional.empty()
        : Optional.of(new Failure(expected, found.stream().map(RuleTestRun::text).toList()));
  }

  private static boolean fits(RuleTest.Expectation expected, Finding finding) {
    return expected.severity().equals(Optional.of(finding.severity()))
        && expected.means().filter(means -> means != finding.means()).isEmpty();
  }

  private static String text(Map.Entry<ConditionKey, Finding> entry) {
    String subject = entry.getKey().subject();
    return entry.getValue().severity().id()
        + " "
        + entry.getValue().means().id()
        + (subject.isEmpty() ? "" : " on " + subject);
  }
}
