package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.RuleId;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One line of a scenario as an input.
 *
 * <pre>
 * 10:00 began vdi-01 host_down outage critical link      10:05 anna acknowledge #1
 * 10:00 changed vdi-01 disk-full degradation critical    10:05 anna pause #1 waiting until=11:00
 * 10:00 recovering|relapsed|ended vdi-01 host_down       10:00 people vdi-01 19
 * 10:00 pass                                             10:00 enrolled vdi-01
 * 10:00 given window w1 vdi-01 10:00 11:00 weekly w2 * Europe/Berlin sun 00:00 05:00
 * 10:00 given silence s1 disk-full 10:00 12:00           (all that are given from now on)
 * </pre>
 */
final class DeskScript {
  private final Instant at;
  private final List<String> words;
  private final TreeMap<String, String> options = new TreeMap<>();

  private DeskScript(Instant at, String line) {
    List<String> all = Arrays.asList(line.trim().split("\\s+"));
    this.at = at;
    this.words = all.stream().filter(word -> !word.contains("=")).toList();
    all.stream()
        .filter(word -> word.contains("="))
        .map(word -> word.split("=", 2))
        .forEach(pair -> options.put(pair[0], pair[1]));
  }

  static Instant time(String text) {
    if (text.contains("T")) {
      return OffsetDateTime.parse(text).toInstant();
    }
    boolean nextDay = text.startsWith("+");
    LocalTime time = LocalTime.parse(nextDay ? text.substring(1) : text);
    return DeskFixture.DAY.plusDays(nextDay ? 1 : 0).atTime(time).toInstant(ZoneOffset.UTC);
  }

  /** The input of a line. */
  static CustomerInput read(String line) {
    String[] timeAndRest = line.split(" ", 2);
    return read(time(timeAndRest[0]), timeAndRest[1]);
  }

  /** The input of a line without its time. */
  static CustomerInput read(Instant at, String line) {
    return new DeskScript(at, line).input();
  }

  private CustomerInput input() {
    return switch (word(0)) {
      case "began", "changed", "recovering", "relapsed", "ended" ->
          new CustomerInput.Condition(condition());
      case "people" ->
          new CustomerInput.PeopleCounted(at, new HostId(word(1)), Integer.parseInt(word(2)), at);
      case "given" -> new CustomerInput.SuppressionsGiven(at, GivenScript.read(words));
      case "enrolled" -> new CustomerInput.HostEnrolled(at, new HostId(word(1)), at);
      case "heard", "suspected", "lost", "goodbye", "witnessed" ->
          new CustomerInput.LinkSaid(news(new HostId(word(1))));
      case "pass" -> new CustomerInput.Tick(at);
      default -> new CustomerInput.CommandGiven(at, target(), command(), word(0));
    };
  }

  private LinkNews news(HostId host) {
    return switch (word(0)) {
      case "heard" -> new LinkNews.Heard(host, at);
      case "suspected" -> new LinkNews.Suspected(host, at, option("since").orElse(at));
      case "lost" -> new LinkNews.Closed(host, at);
      case "goodbye" ->
          new LinkNews.SaidGoodbye(host, at, ByeReason.parse(word(2)).orElseThrow(), at);
      default ->
          new LinkNews.Witnessed(
              host,
              new Evidence.Witness(
                  word(2), Evidence.Answer.valueOf(word(3).toUpperCase(Locale.ROOT)), at));
    };
  }

  private ConditionEvent condition() {
    ConditionKey key =
        new ConditionKey(
            new HostId(word(1)), new RuleId(word(2)), options.getOrDefault("subject", ""));
    return switch (word(0)) {
      case "began" ->
          new ConditionEvent.Began(
              key, at, Reason.LEVEL_HELD, option("since").orElse(at), finding());
      case "changed" -> new ConditionEvent.Changed(key, at, Reason.LEVEL_ROSE, finding());
      case "recovering" -> new ConditionEvent.Recovering(key, at, Reason.GOOD_SAMPLE, at);
      case "relapsed" -> new ConditionEvent.Relapsed(key, at, Reason.BAD_AGAIN);
      default ->
          new ConditionEvent.Ended(key, at, Reason.CLEAR_HELD, option("restored").orElse(at));
    };
  }

  private dev.forebell.collector.engine.condition.Finding finding() {
    return DeskFixture.finding(
        Meaning.parse(word(3)).orElseThrow(),
        Severity.parse(word(4)).orElseThrow(),
        Wake.parse(options.getOrDefault("wake", "now")).orElseThrow(),
        words.contains("link"),
        at);
  }

  private IncidentId target() {
    String named = word(2);
    return named.startsWith("#")
        ? IncidentId.of("ACME", DeskFixture.DAY.getYear(), Long.parseLong(named.substring(1)))
        : new IncidentId(named);
  }

  private Command command() {
    return switch (word(1)) {
      case "acknowledge" -> new Command.Acknowledge("");
      case "assign" -> new Command.Assign(word(3));
      case "contact" -> new Command.Contact(word(3), word(4));
      case "dispatch" -> new Command.Dispatch(word(3));
      case "arrive" -> new Command.Arrive(word(3));
      case "diagnose" -> new Command.Diagnose(word(3));
      case "comment" -> new Command.Comment(word(3));
      case "pause" -> new Command.Pause(word(3), option("until"));
      case "resume" -> new Command.Resume();
      case "resolve" -> new Command.Resolve(word(3));
      case "reopen" -> new Command.Reopen(word(3));
      case "close" -> new Command.Close();
      case "report" -> new Command.Report(word(3), option("at"));
      case "link" -> new Command.Link(word(3), word(4), "");
      case "exclude" -> new Command.Exclude(word(3), options.getOrDefault("approver", ""));
      case "promote" -> new Command.Promote(word(3));
      case "demote" -> new Command.Demote(word(3));
      default -> throw new IllegalArgumentException("no command '" + word(1) + "'");
    };
  }

  private Optional<Instant> option(String name) {
    return Optional.ofNullable(options.get(name)).map(DeskScript::time);
  }

  /** The n-th word after the time; empty where there is none, as a person might leave it out. */
  private String word(int index) {
    return index < words.size() ? words.get(index) : "";
  }
}
