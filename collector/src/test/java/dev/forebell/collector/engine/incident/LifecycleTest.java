package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every command in every state, by a real desk: legal ones lead where they should, others do not.
 */
class LifecycleTest {
  /** How an incident gets into each state; closed ones have left the desk. */
  private static final List<String> WAY =
      List.of(
          "10:00 began files-01 disk-full degradation warning",
          "10:01 anna acknowledge #1",
          "10:02 anna diagnose #1 logs",
          "10:03 ended files-01 disk-full",
          "10:04 anna close #1");

  /**
   * Command; then for open, acknowledged, diagnosed, resolved, closed: the state it leads to, or
   * {@code -} where it is illegal.
   */
  private static final List<String> TABLE =
      List.of(
          "acknowledge     | acknowledged | -            | -         | -        | -",
          "assign Bo       | open         | acknowledged | diagnosed | -        | -",
          "contact Li tel  | open         | acknowledged | diagnosed | resolved | -",
          "dispatch Bo     | open         | acknowledged | diagnosed | -        | -",
          "arrive Bo       | open         | acknowledged | diagnosed | -        | -",
          "diagnose disk   | diagnosed    | diagnosed    | diagnosed | -        | -",
          "comment hello   | open         | acknowledged | diagnosed | resolved | -",
          "pause appointment | open       | acknowledged | diagnosed | -        | -",
          "resolve done    | resolved     | resolved     | resolved  | -        | -",
          "reopen again    | -            | -            | -         | open     | -",
          "close           | -            | -            | -         | closed   | -",
          "report Wang     | open         | acknowledged | diagnosed | resolved | -",
          "link desk 4711  | open         | acknowledged | diagnosed | resolved | -",
          "exclude third_party approver=eva | open | acknowledged | diagnosed | resolved | -",
          "promote really  | open         | acknowledged | diagnosed | -        | -");

  private static final List<IncidentState> ANNOUNCED =
      List.of(
          IncidentState.OPEN,
          IncidentState.ACKNOWLEDGED,
          IncidentState.DIAGNOSED,
          IncidentState.RESOLVED,
          IncidentState.CLOSED);

  @TestFactory
  Stream<DynamicTest> whatIsKeptBackTakesOnlyWordsAboutIt() {
    return TABLE.stream()
        .map(row -> row.substring(0, row.indexOf('|')).trim())
        .map(command -> DynamicTest.dynamicTest(command, () -> checkKeptBack(command)));
  }

  private static void checkKeptBack(String command) {
    DeskRun run = new DeskRun();
    run.feed(DeskScript.read("10:00 given window w1 * 09:00 11:00"));
    run.feed(DeskScript.read("10:01 began files-01 disk-full degradation warning"));
    String[] words = command.split(" ", 2);
    List<DeskOutput> outputs = give(run, words[0] + " #1 " + (words.length > 1 ? words[1] : ""));
    if (List.of("comment", "report", "link").contains(words[0])) {
      assertEquals(Optional.of("suppressed"), lastState(outputs));
    } else {
      assertEquals(
          "suppressed to " + participle(words[0]),
          ((DeskOutput.Refused) outputs.getFirst()).sentence());
    }
  }

  @TestFactory
  Stream<DynamicTest> everyMoveIsAsTheTableSays() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String row : TABLE) {
      List<String> cells = Stream.of(row.split("\\|")).map(String::trim).toList();
      for (IncidentState from : ANNOUNCED) {
        String expected = cells.get(place(from) + 1);
        String name = from.id() + " " + cells.getFirst() + ": " + expected;
        tests.add(DynamicTest.dynamicTest(name, () -> check(from, cells.getFirst(), expected)));
      }
    }
    return tests.stream();
  }

  private static void check(IncidentState from, String command, String expected) {
    DeskRun run = in(from);
    List<String> words = List.of(command.split(" ", 2));
    List<DeskOutput> outputs =
        give(run, words.getFirst() + " #1 " + (words.size() > 1 ? words.get(1) : ""));
    if (expected.equals("-")) {
      assertEquals(1, outputs.size(), outputs.toString());
      assertEquals(
          from.id() + " to " + participle(words.getFirst()),
          ((DeskOutput.Refused) outputs.getFirst()).sentence());
      assertEquals(in(from).state(), run.state(), "a refusal changes nothing");
    } else {
      assertEquals(Optional.of(expected), lastState(outputs));
    }
  }

  private static String participle(String command) {
    return switch (command) {
      case "acknowledge", "diagnose", "pause", "resolve", "close", "exclude", "promote", "arrive" ->
          command + "d";
      default -> command + "ed";
    };
  }

  private static Optional<String> lastState(List<DeskOutput> outputs) {
    return outputs.stream()
        .map(output -> ((DeskOutput.Happened) output).incident().state().id())
        .reduce((_, last) -> last);
  }

  @Test
  void resumeAndDemoteNeedSomethingToEnd() {
    assertEquals("running to resumed", refusal(in(IncidentState.OPEN), "resume #1"));
    assertEquals("no emergency to demoted", refusal(in(IncidentState.OPEN), "demote #1 no"));
    assertEquals("resolved to resumed", refusal(in(IncidentState.RESOLVED), "resume #1"));
    assertEquals("resolved to demoted", refusal(in(IncidentState.RESOLVED), "demote #1 no"));
    assertEquals("closed to resumed", refusal(in(IncidentState.CLOSED), "resume #1"));
  }

  @Test
  void anEmergencyIsNotPromotedAgainAndAnExclusionIsFinal() {
    DeskRun run = in(IncidentState.OPEN);
    give(run, "promote #1 people");
    assertEquals("emergency to promoted", refusal(run, "promote #1 people"));
    give(run, "exclude #1 third_party approver=eva");
    assertEquals("excluded to excluded", refusal(run, "exclude #1 third_party approver=eva"));
  }

  @Test
  void aPersonPromotesWhatIsOutOrSlowedDownAndNotARisk() {
    assertEquals(Optional.of("open"), lastState(give(began("outage"), "promote #1 people")));
    assertEquals(Optional.of("open"), lastState(give(began("degradation"), "promote #1 people")));
    assertEquals(
        "risk to promoted: nothing is out or slowed down",
        refusal(began("risk"), "promote #1 people"));
  }

  private static DeskRun began(String means) {
    DeskRun run = new DeskRun();
    run.feed(DeskScript.read("10:00 began files-01 disk-full " + means + " warning"));
    return run;
  }

  @Test
  void aMissingDetailIsNamed() {
    DeskRun run = in(IncidentState.OPEN);
    assertEquals("contact needs 'channel'", refusal(run, "contact #1 Li"));
    assertEquals("assign needs 'to'", refusal(run, "assign #1"));
    assertEquals("resolve needs 'reason'", refusal(run, "resolve #1"));
    assertEquals(
        "exclude for 'rain'; expected custom_code, customer_act, force_majeure, third_party",
        refusal(run, "exclude #1 rain approver=eva"));
    assertEquals(
        "exclude needs a person as 'approver'",
        refusal(run, "exclude #1 third_party approver=bot:x"));
    assertEquals(
        "reported at 2026-03-02T12:00:00Z, which is still to come",
        refusal(run, "report #1 Wang at=12:00"));
    assertEquals(
        "pause until 2026-03-02T10:00:00Z would be over already",
        refusal(run, "pause #1 appointment until=10:00"));
  }

  @Test
  void onlyAPersonDiagnosesPromotesAndDemotes() {
    for (String command : List.of("diagnose #1 disk", "promote #1 people")) {
      List<DeskOutput> outputs =
          in(IncidentState.OPEN).feed(DeskScript.read("10:05 bot:x " + command));
      assertEquals(
          "only a person may do this, not bot:x",
          ((DeskOutput.Refused) outputs.getFirst()).sentence());
    }
  }

  @Test
  void theMachineItselfGivesNoCommands() {
    List<DeskOutput> outputs =
        in(IncidentState.OPEN).feed(DeskScript.read("10:05 system acknowledge #1"));
    assertEquals(
        "'system' names nobody; expected a name, bot:x or system:x",
        ((DeskOutput.Refused) outputs.getFirst()).sentence());
  }

  private static String refusal(DeskRun run, String command) {
    return ((DeskOutput.Refused) give(run, command).getFirst()).sentence();
  }

  private static List<DeskOutput> give(DeskRun run, String command) {
    return run.feed(DeskScript.read("10:05 anna " + command));
  }

  private static DeskRun in(IncidentState state) {
    DeskRun run = new DeskRun();
    WAY.stream().limit(place(state) + 1L).forEach(line -> run.feed(DeskScript.read(line)));
    return run;
  }

  private static int place(IncidentState state) {
    return ANNOUNCED.indexOf(state);
  }
}
