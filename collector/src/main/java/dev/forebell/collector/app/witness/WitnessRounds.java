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
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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

  private final Neighbourhood neighbours = new Neighbourhood();
  private final Eyesight eyes = new Eyesight();
  private final Allowance allowance = new Allowance();
  private final SortedMap<HostId, Inquiry> inquiries = new TreeMap<>();
  private final Map<HostId, Instant> trials = new HashMap<>();
  private final SortedMap<Long, Pending> pending = new TreeMap<>();
  private long questions;

  /** An agent said hello, and from which address. */
  void connected(AgentIdentity agent, Optional<String> address, Instant now) {
    neighbours.settle(agent, address);
    trials.put(agent.host(), now.plus(FIRST_TRIAL));
  }

  /**
   * One round.
   *
   * @param live hosts that are heard
   * @param missing hosts that should be heard and are not
   * @return what to ask now
   */
  List<Ask> round(Set<HostId> live, Set<HostId> missing, Instant now) {
    pending.values().removeIf(one -> one.at().plus(FORGOTTEN).isBefore(now));
    inquiries.keySet().retainAll(missing);
    List<Ask> asks = new ArrayList<>();
    missing.forEach(host -> inquire(host, live, now, asks));
    live.forEach(host -> tryEyes(host, live, now, asks));
    return asks;
  }

  private void inquire(HostId host, Set<HostId> live, Instant now, List<Ask> asks) {
    Inquiry inquiry = inquiries.computeIfAbsent(host, _ -> Inquiry.begun(now));
    if (inquiry.isDue(now)) {
      inquiries.put(host, inquiry.asked(now));
      ask(host, live, Allowance.MOST, now, asks);
    }
  }

  private void tryEyes(HostId host, Set<HostId> live, Instant now, List<Ask> asks) {
    Instant due = trials.get(host);
    if (due != null && !due.isAfter(now)) {
      ask(host, live, Allowance.MOST_TRIALS, now, asks);
      boolean seen = neighbours.site(host).stream().anyMatch(one -> eyes.sees(one, host, now));
      trials.put(host, now.plus(seen ? NEXT_TRIAL : NOBODY_SAW));
    }
  }

  private void ask(HostId host, Set<HostId> live, int most, Instant now, List<Ask> asks) {
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
  private List<HostId> witnesses(HostId host, Set<HostId> live, Instant now) {
    return neighbours.site(host).stream()
        .filter(one -> !one.equals(host) && live.contains(one))
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
