package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A host's next state while one input is being judged. Lives for one step only; copies the watches
 * when the first of them changes.
 */
final class Draft {
  private final HostState before;
  private final Instant at;
  private final List<DetectOutput> outputs = new ArrayList<>();

  /** Rules that had a watch at some moment of this step; empty until somebody asks. */
  private final Set<RuleId> watched = new HashSet<>();

  private HostProfile profile;
  private RuleBook book;
  private SortedMap<ConditionKey, Watch> watches;
  private Link link;
  private SampleMemory memory;
  private Headcount people;
  private Optional<Instant> judgedUpTo;
  private Optional<Instant> liveFrom;
  private LateData late;

  Draft(HostState before, Instant at) {
    this.before = before;
    this.at = at;
    this.profile = before.profile();
    this.book = before.book();
    this.watches = before.watches();
    this.link = before.link();
    this.memory = before.memory();
    this.people = before.people();
    this.judgedUpTo = before.judgedUpTo();
    this.liveFrom = before.liveFrom();
    this.late = before.late();
  }

  Instant at() {
    return at;
  }

  HostProfile profile() {
    return profile;
  }

  RuleBook book() {
    return book;
  }

  Link link() {
    return link;
  }

  SampleMemory memory() {
    return memory;
  }

  Optional<Instant> judgedUpTo() {
    return judgedUpTo;
  }

  SortedMap<ConditionKey, Watch> watches() {
    return watches;
  }

  /** Whether any condition of the rule is watched. */
  boolean isWatched(RuleId rule) {
    if (watches.isEmpty()) {
      return false;
    }
    if (watched.isEmpty()) {
      watches.keySet().forEach(key -> watched.add(key.rule()));
    }
    return watched.contains(rule);
  }

  Optional<Watch> watch(ConditionKey key) {
    return Optional.ofNullable(watches.get(key));
  }

  /** The host's rules or facts changed; what is remembered stays for rules that are the same. */
  void profile(HostProfile next) {
    RuleBook old = book;
    profile = next;
    book = RuleBook.of(next, at);
    memory = memory.forSame(old, book);
  }

  /** The host samples at another pace than was known. */
  void sampledEvery(Duration interval) {
    profile = profile.withInterval(interval);
  }

  /** An override ended. */
  void rewriteBook() {
    book = RuleBook.of(profile, at);
  }

  void link(Link next) {
    link = next;
  }

  /** Moves the link to a state that the board shows. */
  void linkState(LinkState state, Reason reason) {
    link = link.in(state);
    say(new DetectOutput.LinkChanged(profile.host(), at, state, reason, link.watch().lastHeard()));
  }

  void memory(SampleMemory next) {
    memory = next;
  }

  /** First sample time of the row of live batches that has no gap. */
  Optional<Instant> liveFrom() {
    return liveFrom;
  }

  /** Sample time of the newest live batch that was judged, before a restart too. */
  Optional<Instant> liveUpTo() {
    return judgedUpTo.or(late::liveUpTo);
  }

  LateData late() {
    return late;
  }

  void late(LateData next) {
    late = next;
  }

  void judgedUpTo(Instant sampledAt) {
    Cadence cadence = Cadence.of(profile);
    boolean goesOn = liveUpTo().filter(last -> !cadence.isGap(last, sampledAt)).isPresent();
    liveFrom = goesOn ? liveFrom : Optional.of(sampledAt);
    judgedUpTo = Optional.of(sampledAt);
  }

  Headcount people() {
    return people;
  }

  void people(Headcount next) {
    boolean changed = !people.people().equals(next.people());
    people = next;
    if (changed) {
      tellPeople();
    }
  }

  /** An outage is judged by the newest count, also where that is the number that is known. */
  private void tellPeople() {
    if (people.toldAt().isBefore(people.countedAt()) && people.people().isPresent()) {
      people = people.told(people.countedAt());
      int count = people.people().orElseThrow();
      say(new DetectOutput.PeopleCounted(profile.host(), at, count, people.countedAt()));
    }
  }

  void say(LinkNews news) {
    if (news instanceof LinkNews.Suspected || news instanceof LinkNews.Closed) {
      tellPeople();
    }
    say(new DetectOutput.Link(news));
  }

  void say(ConditionEvent event) {
    if (event instanceof ConditionEvent.Began) {
      tellPeople();
    }
    say(new DetectOutput.Condition(event));
  }

  /** Sets a watch; a row is written only if it differs. */
  void watch(ConditionKey key, Optional<Watch> next) {
    if (watch(key).equals(next)) {
      return;
    }
    if (watches == before.watches()) {
      watches = new TreeMap<>(watches);
    }
    next.ifPresentOrElse(watch -> watches.put(key, watch), () -> watches.remove(key));
    if (!watched.isEmpty()) {
      watched.add(key.rule());
    }
    say(new DetectOutput.WatchSaved(key, next));
  }

  /** Sets a watch whose row may wait: it can be made again from what is sent again. */
  void remember(ConditionKey key, Watch next) {
    if (watches == before.watches()) {
      watches = new TreeMap<>(watches);
    }
    watches.put(key, next);
  }

  Step<HostState, DetectOutput> finish() {
    Optional<Watch> row = link.row();
    if (!row.equals(before.link().row())) {
      say(new DetectOutput.WatchSaved(HostState.linkKey(profile.host()), row));
    }
    if (!link.survival().isKeptLike(before.link().survival())) {
      say(new DetectOutput.WatchSaved(HostState.gapsKey(profile.host()), link.gapsRow()));
    }
    if (isLateChanged()) {
      say(new DetectOutput.LateMoved(profile.host()));
    }
    HostState next =
        new HostState(profile, book, watches, link, memory, people, judgedUpTo, liveFrom, late);
    return new Step<>(next, outputs, TimeOuts.wakeAt(this));
  }

  /** Whether the row of what came late differs; nearly always there is none. */
  private boolean isLateChanged() {
    boolean none = late.upTo().isEmpty() && before.late().upTo().isEmpty();
    return !none && !(late.equals(before.late()) && judgedUpTo.equals(before.judgedUpTo()));
  }

  private void say(DetectOutput output) {
    outputs.add(output);
  }
}
