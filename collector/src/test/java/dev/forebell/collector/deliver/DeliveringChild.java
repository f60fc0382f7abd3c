package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.port.CommandGate.Answer;
import dev.forebell.common.config.Secrets;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Delivers what is in a ledger, an incident to begin with, until it is killed. Prints the tickets
 * that it learns of, and at each line that it reads whether a message waits for a later time.
 * Arguments: data folder, configuration, by how many seconds its clock is ahead.
 */
public final class DeliveringChild {
  private DeliveringChild() {}

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  public static void main(String[] arguments) throws IOException {
    Path config = Path.of(arguments[1]);
    InstantSource clock =
        Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(arguments[2])));
    DataFolder folder = DataFolder.claim(Path.of(arguments[0]), clock.instant());
    SqlLedger ledger = SqlLedger.open(folder);
    ledger.load();
    if (ledger.outbox().newest() == 0) {
      ledger.commit(AdapterBench.Story.of(1).event(1, "incident.opened"));
    }
    Loaded.Ok loaded =
        (Loaded.Ok) ConfigurationFiles.load(config, new Secrets(_ -> Optional.empty(), config));
    new DeliveryLoop(
            new DeliveryParts(
                ledger.outbox(),
                (_, _, command, _) -> {
                  say(command instanceof Command.Link link ? "ticket " + link.reference() : "");
                  return CompletableFuture.completedFuture(new Answer.Done());
                },
                () -> loaded.configuration().webhooks(),
                new WebhookSender(Vertx.vertx(), clock),
                clock,
                () -> 0.5,
                new DeliveryCounters(),
                AdapterBench.facts(Optional.empty())))
        .start();
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (questions.readLine() != null) {
      say(ledger.outbox().nextDue(clock.instant()).isPresent() ? "waits" : "does not wait");
    }
  }
}
