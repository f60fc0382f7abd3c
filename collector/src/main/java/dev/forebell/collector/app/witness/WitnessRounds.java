package dev.forebell.collector.app.witness;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.HostId;
import dev.forebell.common.wire.Frame.Saw;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Whom to ask about whom, and what an answer is worth. Hosts that are not heard are asked about at
 * once; of those that are, it is tried now and then who can see them. One thread; time comes in.
 */
final class WitnessRounds {
  /** Witnesses of one host: enough for one to be reached where a fifth of all packets is lost. */
  static final int WITNESSES = 3;

  private static final Duration FIRST_TRIAL = Duration.ofSeconds(3);
  private static final Duration NEXT_TRIAL = Duration.ofHours(1);
  private static final Duration NOBODY_SAW = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN = Duration.ofSeconds(10);

  /** A question to an agent about a host of its site. */
  record Ask(long question, HostId witness, HostId host, String address) {}

  /** What the engine is to be told. */
  record Said(HostId host, HostId witness, Evidence.Answer answer) {}

  private record Pending(HostId witness, HostId host, Instant at) {}

  /** When it is tried next who can see a host. */
  private record Trial(Instant at, HostId host) implements Comparable<Trial> {
    @Override
    public int compareTo(Trial other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : host.compareTo(other.host);
    }
  }

  private final Neighbourhood neighbours = new Neighbourhood();
  private final Eyesight eyes = new Eyesight();
  private final Allowance allowance = new Allowance();
  private final Map<HostId, Inquiry> inquiries = new HashMap<>();
  private final Map<HostId, Trial> trials = new HashMap<>();
  private final NavigableSet<Trial> nextTrials = new TreeSet<>();
  private final TreeMap<Long, Pending> pending = new TreeMap<>();
  private long questions;

  /** An agent said hello, and from which address. */
  void connected(AgentIdentity agent, Optional<String> address, Instant now) {
    neighbours.settle(agent, address);
    tryAt(agent.host(), now.plus(FIRST_TRIAL));
  }

  private void tryAt(HostId host, Instant at) {
    Trial next = new Trial(at, host);
    Optional.ofNullable(trials.put(host, next)).ifPresent(nextTrials::remove);
    nextTrials.add(next);
  }

  /**
   * One round.
   *
   * @param live whether a host is heard
   * @param missing hosts that should be heard and are not
   * @return what to ask now
   */
  List<Ask> round(Predicate<HostId> live, Set<HostId> missing, Instant now) {
    forget(now);
    inquiries.keySet().retainAll(missing);
    List<Ask> asks = new ArrayList<>();
    missing.forEach(host -> inquire(host, live, now, asks));
    while (!nextTrials.isEmpty() && !nextTrials.first().at().isAfter(now)) {
      tryEyes(nextTrials.first().host(), live, now, asks);
    }
    return asks;
  }

  /** Questions are numbered as they are asked: the oldest come first. */
  private void forget(Instant now) {
    while (!pending.isEmpty()
        && pending.firstEntry().getValue().at().plus(FORGOTTEN).isBefore(now)) {
      pending.pollFirstEntry();
    }
  }

  private void inquire(HostId host, Predicate<HostId> live, Instant now, List<Ask> asks) {
    Inquiry inquiry = inquiries.computeIfAbsent(host, _ -> Inquiry.begun(now));
    if (inquiry.isDue(now)) {
      inquiries.put(host, inquiry.asked(now));
      ask(host, live, Allowance.MOST, now, asks);
    }
  }

  /** One that is not heard is tried soon after. */
  private void tryEyes(HostId host, Predicate<HostId> live, Instant now, List<Ask> asks) {
    if (!live.test(host)) {
      tryAt(host, now.plus(FIRST_TRIAL));
      return;
    }
    ask(host, live, Allowance.MOST_TRIALS, now, asks);
    boolean seen = neighbours.site(host).stream().anyMatch(one -> eyes.sees(one, host, now));
    tryAt(host, now.plus(seen ? NEXT_TRIAL : NOBODY_SAW));
  }

  private void ask(HostId host, Predicate<HostId> live, int most, Instant now, List<Ask> asks) {
    neighbours
        .addressOf(host)
        .ifPresent(
            address ->
                witnesses(host, live, now).stream()
                    .filter(witness -> allowance.take(witness, most, now))
                    .limit(WITNESSES)
                    .forEach(witness -> asks.add(question(host, witness, address, now))));
  }

  /** Who sees the host comes first; then by chance, but always the same for one host. */
  private List<HostId> witnesses(HostId host, Predicate<HostId> live, Instant now) {
    return neighbours.site(host).stream()
        .filter(one -> !one.equals(host) && live.test(one))
        .sorted(
            Comparator.comparing((HostId one) -> !eyes.sees(one, host, now))
                .thenComparing(one -> (host.value() + ' ' + one.value()).hashCode()))
        .toList();
  }

  private Ask question(HostId host, HostId witness, String address, Instant now) {
    questions++;
    pending.put(questions, new Pending(witness, host, now));
    return new Ask(questions, witness, host, address);
  }

  /**
   * An agent answers.
   *
   * @param from who it is; an answer to a question that another was asked is none
   * @return what to tell the engine; empty: it proves nothing, or nobody is missed
   */
  Optional<Said> answered(HostId from, long question, Saw saw, Instant now) {
    Pending asked = pending.get(question);
    if (asked == null || !asked.witness().equals(from)) {
      return Optional.empty();
    }
    pending.remove(question);
    if (saw == Saw.REACHED || saw == Saw.REFUSED) {
      eyes.saw(from, asked.host(), now);
    }
    return worth(saw, eyes.sees(from, asked.host(), now))
        .filter(_ -> inquiries.containsKey(asked.host()))
        .map(answer -> new Said(asked.host(), from, answer));
  }

  private static Optional<Evidence.Answer> worth(Saw saw, boolean sees) {
    return switch (saw) {
      case REACHED, NEIGHBOUR -> Optional.of(Evidence.Answer.REACHED);
      case REFUSED -> Optional.of(Evidence.Answer.REFUSED);
      case UNREACHABLE -> Optional.of(Evidence.Answer.UNREACHABLE).filter(_ -> sees);
      case DECLINED -> Optional.empty();
    };
  }
}
