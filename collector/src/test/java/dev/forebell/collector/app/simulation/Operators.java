package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.IncidentReader.Query;
import dev.forebell.collector.port.IncidentRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** People and systems that ask for anything at any time, also for what is not allowed. */
final class Operators {
  private static final List<String> NAMES = List.of("anna", "boris", "bot:auto", "system:desk", "");

  private final World world;

  Operators(World world) {
    this.world = world;
  }

  void act(Fault fault) {
    List<IncidentRow> rows =
        world
            .collector()
            .memory()
            .incidents()
            .list(new Query(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), 500))
            .incidents();
    Optional<CommandGate> gate = world.collector().gate();
    if (rows.isEmpty() || gate.isEmpty()) {
      return;
    }
    IncidentRow row = rows.get(fault.target() % rows.size());
    Dice dice = new Dice(fault.amount(), "command " + fault.at());
    Command command = command(dice);
    String by = dice.of(NAMES);
    give(gate.get(), row.id(), command, by);
  }

  private void give(CommandGate gate, IncidentId incident, Command command, String by) {
    var answer = gate.submit(Optional.empty(), incident, command, by);
    var _ =
        answer
            .toCompletableFuture()
            .copy()
            .whenComplete(
                (done, failure) ->
                    world.oracle().answered(incident, command, by, Optional.ofNullable(done)));
    world.collector().wake();
  }

  private Command command(Dice dice) {
    Instant now = world.trueTime();
    return switch (dice.below(18)) {
      case 0 -> new Command.Acknowledge("on it");
      case 1 -> new Command.Acknowledge("");
      case 2 -> new Command.Assign("boris");
      case 3 -> new Command.Contact("the office", "phone");
      case 4 -> new Command.Dispatch("carl");
      case 5 -> new Command.Arrive("carl");
      case 6 -> new Command.Diagnose("a cable");
      case 7 -> new Command.Comment(dice.chance(0.5) ? "hm" : "");
      case 8 -> new Command.Pause("waiting_customer", Optional.empty());
      case 9 ->
          new Command.Pause(
              dice.chance(0.7) ? "waiting_customer" : "lunch",
              Optional.of(now.plus(Duration.ofSeconds(dice.between(-60, 600)))));
      case 10 -> new Command.Resume();
      case 11 -> new Command.Resolve("done");
      case 12 -> new Command.Reopen("not done");
      case 13 -> new Command.Close();
      case 14 ->
          new Command.Report(
              "a user", Optional.of(now.minus(Duration.ofSeconds(dice.between(-30, 900)))));
      case 15 -> new Command.Exclude(dice.chance(0.8) ? "third_party" : "weather", "anna");
      case 16 -> new Command.Promote("the boss said so");
      default -> new Command.Demote("calm down");
    };
  }
}
