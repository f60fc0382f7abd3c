package dev.forebell.benchmarks;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.customer.Glob;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.collector.engine.customer.Suppressions;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.CustomerState;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.IncidentDesk;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Everything at once, through one customer's desk: what a whole storm costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StormBenchmark {
  private static final int RULES = 5;

  @Param({"250", "1000", "2000"})
  public int hosts;

  private CustomerState sameSite = CustomerState.of(FullDisks.customer());
  private CustomerState manySites = CustomerState.of(FullDisks.customer());

  /** Everybody has been heard. */
  @Setup
  public void connect() {
    sameSite = connected(hosts);
    manySites = connected(10);
  }

  private CustomerState connected(int perSite) {
    List<Host> all = new ArrayList<>();
    for (int i = 0; i < hosts; i++) {
      all.add(host(i, "site-" + i / perSite));
    }
    return stepped(CustomerState.of(FullDisks.customer().withHosts(all)), heard(0));
  }

  private static Host host(int number, String site) {
    return Host.plain(id(number), new SiteId(site), HostKind.SERVER);
  }

  private static HostId id(int number) {
    return new HostId(String.format(Locale.ROOT, "srv-%05d", number));
  }

  private static Instant at(long millis) {
    return FullDisks.START.plusMillis(millis);
  }

  private List<CustomerInput> heard(long from) {
    List<CustomerInput> inputs = new ArrayList<>();
    for (int i = 0; i < hosts; i++) {
      inputs.add(new CustomerInput.LinkSaid(new LinkNews.Heard(id(i), at(from + i))));
    }
    return inputs;
  }

  private List<CustomerInput> suspected(long from) {
    List<CustomerInput> inputs = new ArrayList<>();
    for (int i = 0; i < hosts; i++) {
      inputs.add(
          new CustomerInput.LinkSaid(
              new LinkNews.Suspected(id(i), at(from + i), at(from + i - 15_000))));
    }
    return inputs;
  }

  private List<CustomerInput> conditions(long from, Meaning means) {
    List<CustomerInput> inputs = new ArrayList<>();
    for (int rule = 0; rule < RULES; rule++) {
      for (int i = 0; i < hosts; i++) {
        inputs.add(FullDisks.began(id(i), rule, at(from + (long) rule * hosts + i), means));
      }
    }
    return inputs;
  }

  private List<CustomerInput> verdicts(long from) {
    Evidence silence =
        new Evidence.LinkFacts(
            FullDisks.START,
            Evidence.LinkEnd.NOTHING,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            "");
    Finding down =
        new Finding(Severity.CRITICAL, Meaning.OUTAGE, Wake.NOW, silence, "host-down.md", "1");
    List<CustomerInput> inputs = new ArrayList<>();
    for (int i = 0; i < hosts; i++) {
      ConditionKey key = new ConditionKey(id(i), new RuleId("host_down"), "");
      inputs.add(
          new CustomerInput.Condition(
              new ConditionEvent.Began(
                  key, at(from + i), Reason.SILENT_CONFIRMED, at(from + i - 40_000), down)));
    }
    return inputs;
  }

  private static CustomerState stepped(CustomerState from, List<CustomerInput> inputs) {
    CustomerState state = from;
    for (CustomerInput input : inputs) {
      Step<CustomerState, DeskOutput> step = IncidentDesk.step(state, input);
      state = step.state();
    }
    return state;
  }

  /** All hosts of one site fall silent, and come back: two steps a host. */
  @Benchmark
  public CustomerState siteLostAndBack() {
    return stepped(stepped(sameSite, suspected(20_000)), heard(60_000));
  }

  /**
   * The same, but its hosts are called down before they are back: what the site's incident holds.
   */
  @Benchmark
  public CustomerState siteLostWithItsVerdicts() {
    return stepped(stepped(sameSite, suspected(20_000)), verdicts(60_000));
  }

  /** Five outages a host, ten hosts a site: each opens an incident with its clocks. */
  @Benchmark
  public CustomerState outagesEverywhere() {
    return stepped(manySites, conditions(20_000, Meaning.OUTAGE));
  }

  /** Five degradations a host, all of one site: all but the first four of a rule are gathered. */
  @Benchmark
  public CustomerState degradationsOfOneSite() {
    return stepped(sameSite, conditions(20_000, Meaning.DEGRADATION));
  }

  /** The same while somebody's word silences another host of that customer. */
  @Benchmark
  public CustomerState degradationsWhileAnotherIsSilenced() {
    Matcher other = Matcher.of(Matcher.Field.HOST, List.of(new Glob("pbx-1")));
    Silence silence =
        new Silence(
            "s-1",
            List.of(other),
            FullDisks.START,
            FullDisks.START.plus(Duration.ofDays(1)),
            "",
            "");
    Suppressions given = new Suppressions(List.of(), List.of(silence));
    CustomerInput word = new CustomerInput.SuppressionsGiven(at(19_000), given);
    return stepped(stepped(sameSite, List.of(word)), conditions(20_000, Meaning.DEGRADATION));
  }
}
