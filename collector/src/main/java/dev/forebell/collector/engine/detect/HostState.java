package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that detection knows of one host: plain, ordered data.
 *
 * @param book the profile's rules, arranged for lookup
 * @param watches every watch that is not clear; the link's own row is not among them
 * @param memory what windows, rates and companions need of earlier batches
 * @param people how many people it has
 * @param judgedUpTo sample time of the newest batch that fed the watches
 * @param liveFrom sample time of the first of the unbroken row of batches up to there
 * @param late what came late and was not told yet
 */
public record HostState(
    HostProfile profile,
    RuleBook book,
    SortedMap<ConditionKey, Watch> watches,
    Link link,
    SampleMemory memory,
    Headcount people,
    Optional<Instant> judgedUpTo,
    Optional<Instant> liveFrom,
    LateData late) {
  /** Rule part of the key under which a host's link is kept; its subject is the same word. */
  private static final RuleId LINK = new RuleId("link");

  public HostState {
    watches = Collections.unmodifiableSortedMap(watches);
  }

  /** A host that was never heard. */
  public static HostState initial(HostProfile profile, Instant now) {
    return of(profile, RuleBook.of(profile, now), new TreeMap<>(), Link.unknown(now));
  }

  /**
   * A host as its rows left it. Windows and rates start empty; conditions that hold do not begin
   * again. Feed {@code Blackout} next, and {@code ProfileChanged} with the same profile to end
   * conditions whose rule went away meanwhile.
   *
   * @param rows of {@code WatchSaved}, the link's among them
   * @param lastHeard when the collector last received anything from the host; empty: never
   */
  public static HostState restored(
      HostProfile profile, SortedMap<ConditionKey, Watch> rows, Optional<Instant> lastHeard) {
    TreeMap<ConditionKey, Watch> watches = new TreeMap<>(rows);
    Watch row = watches.remove(linkKey(profile.host()));
    Watch gaps = watches.remove(gapsKey(profile.host()));
    Watch late = watches.remove(lateKey(profile.host()));
    Link link =
        row instanceof Watch.LinkWatch watch
            ? Link.restored(watch)
            : lastHeard.map(Link::restoredUp).orElseGet(() -> Link.unknown(Instant.EPOCH));
    Survival survival =
        gaps instanceof Watch.Survived survived ? Survival.restored(survived) : Survival.NONE;
    // When it is now the first input says: until then every override holds.
    HostState clear =
        of(profile, RuleBook.of(profile, Instant.MIN), watches, link.surviving(survival));
    return late instanceof Watch.Late kept ? clear.with(kept) : clear;
  }

  private HostState with(Watch.Late kept) {
    return new HostState(
        profile,
        book,
        watches,
        link,
        memory,
        people,
        judgedUpTo,
        kept.liveFrom(),
        LateData.restored(kept));
  }

  /** Where a host's link stands, for the board. */
  public DetectOutput.LinkState linkState() {
    return link.state();
  }

  /** When anything was last heard of the host; meaningless for one that was never heard. */
  public Instant lastHeard() {
    return link.watch().lastHeard();
  }

  /** Whether quiet of this host is silence: it beats, or is known to have fallen silent. */
  public boolean silenceCounts() {
    return link.silenceCounts();
  }

  /** A row as it is now; the link's under {@link #linkKey}. Empty: it is clear. */
  public Optional<Watch> row(ConditionKey key) {
    if (key.equals(linkKey(profile.host()))) {
      return link.row();
    }
    if (key.equals(gapsKey(profile.host()))) {
      return link.gapsRow();
    }
    return key.equals(lateKey(profile.host()))
        ? late.row(liveFrom, judgedUpTo)
        : Optional.ofNullable(watches.get(key));
  }

  /** The key of a host's link row; no rule's subject can be this word. */
  public static ConditionKey linkKey(HostId host) {
    return new ConditionKey(host, LINK, LINK.value());
  }

  /** The key of the row of the gaps that a host survived. */
  public static ConditionKey gapsKey(HostId host) {
    return new ConditionKey(host, LINK, "survived");
  }

  /** The key of the row of what came late of a host. */
  public static ConditionKey lateKey(HostId host) {
    return new ConditionKey(host, LINK, "late");
  }

  private static HostState of(
      HostProfile profile, RuleBook book, TreeMap<ConditionKey, Watch> watches, Link link) {
    return new HostState(
        profile,
        book,
        watches,
        link,
        SampleMemory.EMPTY,
        Headcount.NONE,
        Optional.empty(),
        Optional.empty(),
        LateData.NONE);
  }
}
