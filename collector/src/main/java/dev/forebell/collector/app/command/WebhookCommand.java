package dev.forebell.collector.app.command;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.deliver.TicketFacts;
import dev.forebell.collector.deliver.WebhookSender;
import dev.forebell.collector.deliver.WebhookTransport;
import dev.forebell.collector.deliver.WebhookTrial;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.common.model.CustomerId;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forebell webhook ...}: for whoever writes a webhook or an adapter. */
@Command(
    name = "webhook",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows what a webhook of the configuration sends.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it would count as delivered",
      "1:it would not, or the configuration has mistakes",
      "2:wrong usage, such as a webhook that does not exist"
    })
public final class WebhookCommand {
  private final ResourceBundle texts = Spoken.bundle("dev.forebell.collector.app.command.webhook");

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  /** One event, one endpoint. */
  @Command(
      name = "try",
      mixinStandardHelpOptions = true,
      description =
          "Prints the requests that an event makes, secrets masked, and what an answer means.")
  int tryOut(
      @Parameters(paramLabel = "WEBHOOK", description = "Id of a webhook.") String id,
      @Option(
              names = "--event",
              required = true,
              paramLabel = "FILE",
              description = "An event object, as replay, the API and webhooks have them.")
          Path event,
      @Option(
              names = "--config",
              paramLabel = "DIR",
              defaultValue = "config",
              description = "Configuration folder (default: ${DEFAULT-VALUE}).")
          Path config,
      @Option(
              names = "--ticket",
              paramLabel = "KEY",
              description = "As if the desk had given the incident this ticket before.")
          Optional<String> ticket,
      @Option(
              names = "--answer",
              paramLabel = "FILE",
              description = "What the desk is pretended to answer to each request (default: {}).")
          Optional<Path> answer,
      @Option(names = "--send", description = "Really sends, and shows the real answers.")
          boolean send) {
    return switch (ConfigurationFiles.load(config)) {
      case Loaded.Bad(var errors, var _) -> {
        errors.forEach(problem -> spec.commandLine().getErr().println(problem));
        yield 1;
      }
      case Loaded.Ok(var configuration, var _) -> {
        WebhookEndpoint endpoint =
            Optional.ofNullable(configuration.webhooks().get(id))
                .orElseThrow(() -> usage("unknown", id, configuration.webhooks().keySet()));
        String object = read(event);
        yield send
            ? sent(endpoint, configuration, object, ticket)
            : shown(
                endpoint,
                configuration,
                object,
                ticket,
                WebhookTrial.pretending(endpoint, answer.map(this::read).orElse("{}")));
      }
    };
  }

  private int sent(
      WebhookEndpoint endpoint,
      Configuration configuration,
      String event,
      Optional<String> ticket) {
    Vertx vertx = Vertx.vertx();
    try (WebhookSender sender = new WebhookSender(vertx, InstantSource.system())) {
      return shown(endpoint, configuration, event, ticket, sender);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private int shown(
      WebhookEndpoint endpoint,
      Configuration configuration,
      String event,
      Optional<String> ticket,
      WebhookTransport transport) {
    WebhookTrial.Outcome outcome;
    try {
      outcome =
          new WebhookTrial(endpoint, transport, facts(configuration), InstantSource.system())
              .run(event, ticket);
    } catch (IllegalArgumentException noEvent) {
      throw usage("no_event", Optional.ofNullable(noEvent.getMessage()).orElse(""));
    }
    outcome.lines().forEach(this::print);
    if (outcome.lines().isEmpty()) {
      print(say("nothing"));
    }
    outcome
        .ticket()
        .ifPresent(found -> print(say("ticket", found.reference(), found.number(), found.url())));
    outcome.failure().ifPresent(reason -> print(say("failed", reason)));
    return outcome.failure().isPresent() ? 1 : 0;
  }

  private static TicketFacts facts(Configuration configuration) {
    return new TicketFacts() {
      @Override
      public Optional<IncidentRow> incident(IncidentId id) {
        return Optional.empty();
      }

      @Override
      public Optional<URI> board() {
        return configuration.people().board();
      }

      @Override
      public Optional<CustomerConfig> customer(CustomerId id) {
        return Optional.ofNullable(configuration.customers().get(id));
      }
    };
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }

  private String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      throw usage("no_file", file.toString(), List.of());
    }
  }

  private ParameterException usage(String key, Object... values) {
    return new ParameterException(spec.commandLine(), say(key, values));
  }

  private String say(String key, Object... values) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
  }
}
