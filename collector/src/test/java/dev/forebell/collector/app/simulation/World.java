package dev.forebell.collector.app.simulation;

import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.deliver.WebhookRequest;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run: everything there is, in virtual time. */
final class World {
  /** How many hosts the configuration has. */
  static final int HOSTS = 7;

  /** The hosts of the site that has most of them, as they are counted. */
  static final List<Integer> LARGER_SITE = List.of(0, 2, 4, 5);

  /** The one of them that is confirmed down first. */
  static final int BROKER = 0;

  /** The only member of a key service. */
  static final int FILES = 2;

  /** How many sites. */
  static final int SITES = 2;

  /** Seconds without faults before everything must be in order again. */
  static final int CALM = 480;

  /** Dead letters are replayed and recoveries confirmed by then: only then it is looked at all. */
  private static final int CALM_AT_LEAST = 130;

  private static final int LOOK_EVERY = 10;

  /** One seed of so many is calm to the end, so that what order is followed by is seen too. */
  private static final int WHOLE_CALM = 8;

  private static final long NANOS = 1_000_000_000L;

  private final FaultPlan plan;
  private final Settings settings;
  private final Timeline timeline = new Timeline();
  private final List<Agent> agents = new ArrayList<>();
  private final Oracle oracle;
  private final Desk desk;
  private final MachineClock clock;
  private final SimulatedCollector collector;
  private final Mishaps mishaps;
  private final Neighbours neighbours;
  private Optional<Agent> fresh = Optional.empty();
  private boolean over;
  private boolean oneIsEnough;

  World(FaultPlan plan, Settings settings, boolean keepTranscript) {
    this.plan = plan;
    this.settings = settings;
    this.oracle = new Oracle(this, keepTranscript);
    this.desk = new Desk(this);
    this.clock = new MachineClock(this);
    this.collector = new SimulatedCollector(this);
    this.mishaps = new Mishaps(this);
    this.neighbours = new Neighbours(this);
    for (HostProfile profile : HostProfiles.of(settings.usual()).values()) {
      agents.add(
          new Agent(
              this,
              agents.size(),
              new AgentIdentity(profile.host(), profile.customer(), profile.site(), profile.kind()),
              profile.site().value().equals("hq") ? 0 : 1));
    }
    List<Integer> hq =
        agents.stream()
            .filter(agent -> agent.identity().site().value().equals("hq"))
            .map(Agent::index)
            .toList();
    if (!hq.equals(LARGER_SITE)) {
      throw new IllegalStateException("the hosts of hq are " + hq);
    }
  }

  static long nanos(double second) {
    return Math.round(second * 1e9);
  }

  static String header(WebhookRequest request, String name) {
    return Optional.ofNullable(request.headers().get(name))
        .map(secret -> secret.reveal())
        .orElse("");
  }

  FaultPlan plan() {
    return plan;
  }

  Settings settings() {
    return settings;
  }

  Timeline timeline() {
    return timeline;
  }

  Oracle oracle() {
    return oracle;
  }

  Desk desk() {
    return desk;
  }

  /** The collector's machine's. */
  MachineClock clock() {
    return clock;
  }

  SimulatedCollector collector() {
    return collector;
  }

  List<Agent> agents() {
    return agents;
  }

  /** Seconds since the beginning. */
  double second() {
    return (double) timeline.now() / NANOS;
  }

  /** When that was, in seconds since the beginning. */
  double second(Instant time) {
    return Duration.between(plan.start(), time).toMillis() / 1000.0;
  }

  /** What a clock that is right would show. */
  Instant trueTime() {
    return plan.start().plusNanos(timeline.now());
  }

  boolean isOver() {
    return over;
  }

  /** Whether a fault of a host is on. */
  boolean isOn(Fault.Kind kind, int host) {
    return plan.of(kind).stream()
        .anyMatch(fault -> fault.target() % HOSTS == host && fault.during(second()));
  }

  /** Whether a fault of one of these kinds has begun, of this host or of all. */
  boolean isDisturbed(List<Fault.Kind> kinds, HostId host) {
    return plan.begun(kinds, index(host), second());
  }

  private int index(HostId host) {
    return agents.stream()
        .filter(agent -> agent.identity().host().equals(host))
        .findFirst()
        .orElseThrow()
        .index();
  }

  /** The one bad value that comes when all is calm again. */
  Optional<Sample> fresh(Agent agent) {
    return fresh.filter(agent::equals).map(_ -> Sample.of(Vitals.disk("/fresh"), Vitals.EXHAUSTED));
  }

  /** Ends with the first violation: nobody wants to know of more. */
  void oneIsEnough() {
    oneIsEnough = true;
  }

  /** An invariant is broken. */
  void accused() {
    if (oneIsEnough) {
      timeline.end();
    }
  }

  /** From the first second to the verdict. */
  void run() {
    oracle.growth().remember();
    collector.start();
    agents.forEach(Agent::begin);
    neighbours.begin();
    mishaps.begin();
    calmDown();
    if (!timeline.hasEnded()) {
      judge();
    }
  }

  private void judge() {
    oracle.calmAgain();
    Agent chosen = agents.get(Math.floorMod(plan.seed(), HOSTS));
    fresh = Optional.of(chosen);
    timeline.runUntil(timeline.now() + 40 * NANOS);
    oracle.freshTicket(chosen);
    drain();
    oracle.atTheEnd();
  }

  /** Until all is in order, at most for as long as that may take. */
  private void calmDown() {
    boolean whole = Math.floorMod(plan.seed(), WHOLE_CALM) == 0;
    int end = plan.quietFrom() + CALM;
    int second = whole ? end : plan.quietFrom() + CALM_AT_LEAST;
    timeline.runUntil(nanos(second));
    while (second < end && !inOrder()) {
      second += LOOK_EVERY;
      timeline.runUntil(nanos(second));
    }
  }

  private boolean inOrder() {
    return agents.stream().allMatch(Agent::isSettled)
        && !oracle.messagesWait()
        && oracle.isContent();
  }

  /** Only delivery goes on, until nothing waits. */
  private void drain() {
    over = true;
    for (int i = 0; i < 200 && oracle.messagesWait(); i++) {
      timeline.runUntil(timeline.now() + 60 * NANOS);
    }
  }
}
