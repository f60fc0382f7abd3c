package dev.forebell.collector.app.simulation;

import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Evidence.Answer;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentKey;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** I6: who was silent, for how long, and who listened; and that true deaths are told. */
final class LinkTruth {
  private static final double GRACE = 20;
  private static final double SLACK = 0.4;
  private static final double TOLD_WITHIN = 150;

  private static final double BELIEVED = 9;
  private static final double LIFE_LASTS = 600;
  private static final double SUSPECT = 15;

  /** A clock that was stepped back is waited for: meanwhile the engine's time goes slower. */
  private static final double WAITING_CLOCK = 0.9;

  private static final double AFTER_WORD = 2;

  private record Death(Agent agent, double at) {}

  private record Word(Agent witness, double at, boolean alive, boolean believed) {
    private boolean isTakenBackBy(Word later) {
      return later.witness == witness && later.at > at && !later.alive;
    }
  }

  private final World world;
  private final Deafness deafness;
  private final IncidentJudge incidents;
  private final BootJudge boots;
  private final Consumer<String> accuse;
  private final SortedMap<HostId, HostProfile> profiles;
  private final SortedMap<HostId, Double> heardAt = new TreeMap<>();
  private final SortedMap<HostId, Double> closedAt = new TreeMap<>();
  private final SortedMap<HostId, List<Word>> words = new TreeMap<>();
  private final SortedMap<Integer, Double> stoppedAt = new TreeMap<>();
  private final List<Death> deaths = new ArrayList<>();
  private double decidedAt;

  LinkTruth(
      World world,
      Deafness deafness,
      IncidentJudge incidents,
      BootJudge boots,
      Consumer<String> accuse) {
    this.boots = boots;
    this.world = world;
    this.deafness = deafness;
    this.incidents = incidents;
    this.accuse = accuse;
    this.profiles = HostProfiles.of(world.settings().usual());
  }

  /** What is committed next was decided by now, however long the commit takes. */
  void decided() {
    decidedAt = world.second();
  }

  void heard(Agent agent, double second) {
    heardAt.merge(agent.identity().host(), second, Math::max);
  }

  /** When what is committed now was decided. */
  double decidedAt() {
    return decidedAt;
  }

  /** Whether the collector, listening all the while, must take a host for suspect. */
  boolean isPlainlySuspect(Agent agent, double now) {
    HostId host = agent.identity().host();
    double heard = heardAt(host);
    double quiet = now - heard;
    double pace = world.plan().of(Fault.Kind.CLOCK_STEP).isEmpty() ? 1 : WAITING_CLOCK;
    return quiet * pace > SUSPECT + 2 * SLACK
        && quiet < 60
        && agent.identity().kind() != HostKind.DESKTOP
        && closedAt.getOrDefault(host, 0.0) < heard
        && deafness.none(heard - 60, now);
  }

  double heardAt(HostId host) {
    return heardAt.getOrDefault(host, 0.0);
  }

  void closed(Agent agent) {
    closedAt.put(agent.identity().host(), world.second());
  }

  void witnessed(Agent about, Agent witness, Answer answer) {
    double quiet = world.second() - heardAt(witness.identity().host());
    words
        .computeIfAbsent(about.identity().host(), _ -> new ArrayList<>())
        .add(new Word(witness, world.second(), answer != Answer.UNREACHABLE, quiet < BELIEVED));
  }

  private List<Word> wordsOf(HostId host, double from, double to) {
    return words.getOrDefault(host, List.of()).stream()
        .filter(word -> from < word.at() && word.at() <= to)
        .toList();
  }

  void stopped(Agent agent, boolean died) {
    if (died) {
      stoppedAt.put(agent.index(), world.second());
    }
  }

  void started(Agent agent) {
    Double since = stoppedAt.remove(agent.index());
    if (since != null) {
      boots.bootedAfterDeath(agent);
    }
    if (since != null && world.second() - since > TOLD_WITHIN) {
      deaths.add(new Death(agent, since));
    }
  }

  /** Every accusation is held against what was really heard. */
  void happened(IncidentEvent event, IncidentJudge judge) {
    boolean accuses =
        event.change() instanceof Change.Opened
            || event.change() instanceof Change.Relapsed
            || (event.change() instanceof Change.Reopened
                && event.reason() == Reason.CONDITION_RETURNED);
    judge
        .keyOf(event.id())
        .filter(key -> accuses && key.rule().value().equals("host_down"))
        .flatMap(IncidentKey::host)
        .ifPresent(host -> accused(event, host));
  }

  private void accused(IncidentEvent event, HostId host) {
    if (event.reason() == Reason.CLOSED_WITHOUT_BYE) {
      accuse.accept("I6 a close is no silence: " + event.id() + " of " + host);
    }
    if (event.reason() == Reason.SILENT_CONFIRMED) {
      silent(event, host);
      alive(event, host);
    }
    if (event.reason() == Reason.WITNESS_AGREED) {
      agreed(event, host);
      alive(event, host);
    }
  }

  /** A witness agreed: one did, two seconds ago, with a silence in which all listened. */
  private void agreed(IncidentEvent event, HostId host) {
    double now = decidedAt;
    double heard = heardAt(host);
    boolean closed = closedAt.getOrDefault(host, 0.0) >= heard;
    boolean said =
        wordsOf(host, heard - SLACK, now - AFTER_WORD + SLACK).stream()
            .anyMatch(word -> !word.alive());
    if (!said) {
      accuse.accept("no witness said of " + host + " what " + event.id() + " says");
    }
    if (!closed && now - heard < SUSPECT - SLACK) {
      accuse.accept("I6 " + host + " was heard " + (now - heard) + " s before " + event.id());
    }
    deafness
        .lastEnd(heard, now)
        .ifPresent(
            end -> {
              if (now - end < GRACE - SLACK && !isHeardAfter(heard, end, now, SUSPECT)) {
                accuse.accept("I6 " + event.id() + " is no verdict for the grace after " + end);
              }
            });
  }

  /** Who was seen alive since it was last heard is not down. */
  private void alive(IncidentEvent event, HostId host) {
    double now = decidedAt;
    double heard = Math.max(heardAt(host), closedAt.getOrDefault(host, 0.0));
    double from =
        Math.max(now - LIFE_LASTS + 1, Math.max(heard, deafness.lastEnd(heard, now).orElse(0)));
    List<Word> all = wordsOf(host, from + SLACK, now);
    all.stream()
        .filter(word -> word.alive() && word.believed() && word.at() < now - SLACK)
        .filter(word -> all.stream().noneMatch(word::isTakenBackBy))
        .findFirst()
        .ifPresent(
            word ->
                accuse.accept(
                    "I6 " + host + " was seen alive at " + word.at() + " s, and " + event.id()));
  }

  private void silent(IncidentEvent event, HostId host) {
    double now = decidedAt;
    double heard = heardAt.getOrDefault(host, 0.0);
    double silence = now - heard;
    double confirm = seconds(confirm(profiles.get(host)));
    if (silence < confirm - SLACK) {
      accuse.accept("I6 " + host + " was heard " + silence + " s before " + event.id());
    }
    OptionalDouble deafUntil = deafness.lastEnd(heard, now);
    if (deafUntil.isPresent()) {
      double counted = silence - deafness.within(heard, now);
      double listened = now - deafUntil.getAsDouble();
      boolean heardAfter = isHeardAfter(heard, deafUntil.getAsDouble(), now, confirm);
      if ((listened < GRACE - SLACK && !heardAfter) || counted < confirm - 1 - SLACK) {
        accuse.accept(
            "I6 "
                + host
                + " accused of a silence in which nobody listened: "
                + event.id()
                + ", counted "
                + counted
                + " s, listening for "
                + (now - deafUntil.getAsDouble())
                + " s");
      }
    }
  }

  /**
   * What was read while nobody listened, or just before, is taken in when somebody does: it counts
   * from then, as a sign of life after it, and ends the grace.
   */
  private boolean isHeardAfter(double heard, double end, double now, double enough) {
    double counted = now - heard - deafness.within(heard, now);
    double listened = now - end;
    return counted - listened < 1 && listened >= enough - SLACK;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Duration confirm(HostProfile profile) {
    return profile
        .confirm()
        .orElse(Duration.ofSeconds(profile.kind() == HostKind.BROKER ? 15 : 30));
  }

  /** A host that died while all listened was told of. */
  void deathsWereTold() {
    for (Death death : deaths) {
      HostId host = death.agent().identity().host();
      boolean owed =
          death.agent().identity().kind() != HostKind.DESKTOP
              && deafness.none(death.at() - 70, death.at() + TOLD_WITHIN)
              && isConfigured(death)
              && world.plan().of(Fault.Kind.CLOCK_STEP).isEmpty()
              && world.plan().of(Fault.Kind.SUSPEND).isEmpty()
              && !incidents.byHand(host + " host_down")
              && wordsOf(host, death.at(), death.at() + TOLD_WITHIN).stream()
                  .noneMatch(Word::alive);
      if (owed && !isTold(host, death.at())) {
        accuse.accept("the death of " + host + " at " + death.at() + " s was told nobody");
      }
    }
  }

  private boolean isConfigured(Death death) {
    return world.plan().of(Fault.Kind.RELOAD).stream()
        .noneMatch(fault -> fault.at() < death.at() + TOLD_WITHIN && death.at() - 70 < fault.end());
  }

  /** A host that dies again while it recovers goes on with what was told, or held, before. */
  private boolean isTold(HostId host, double at) {
    return incidents.bad().wasBad(host + " host_down", instant(at), instant(at + TOLD_WITHIN));
  }

  private Instant instant(double second) {
    return world.plan().start().plusMillis(Math.round(second * 1000));
  }
}
