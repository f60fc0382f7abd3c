package dev.forebell.collector.app.command;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.deliver.NewsTrial;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forebell webhook ...}: for whoever writes a webhook or an adapter. */
@Command(
    name = "webhook",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows what a webhook of the configuration sends and takes.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it would count as delivered, or be taken",
      "1:it would not, or the configuration has mistakes",
      "2:wrong usage, such as a webhook that does not exist"
    })
public final class WebhookCommand {
  private final ResourceBundle texts = Spoken.bundle("dev.forebell.collector.app.command.webhook");

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  /** What is tried: exactly one of these. */
  static final class What {
    @Option(
        names = "--event",
        paramLabel = "FILE",
        description = "An event object, as replay, the API and webhooks have them.")
    private Optional<Path> event = Optional.empty();

    @Option(
        names = "--call",
        paramLabel = "FILE",
        description = "The body of a desk's callback: shows what it would be taken as.")
    private Optional<Path> call = Optional.empty();

    @Option(
        names = "--poll",
        description = "Asks for news as the adapter's polls do: shows what it would be taken as.")
    private boolean poll;
  }

  /** As if. */
  static final class Supposed {
    @Option(
        names = "--ticket",
        paramLabel = "KEY",
        description = "As if the desk had given the incident this ticket before.")
    private Optional<String> ticket = Optional.empty();

    @Option(
        names = "--parent",
        paramLabel = "KEY",
        description = "As if the incident that explains this one had this ticket.")
    private Optional<String> parent = Optional.empty();

    @Option(
        names = "--header",
        paramLabel = "NAME:VALUE",
        description = "A header of the callback, for its proof.")
    private List<String> headers = new ArrayList<>();

    @Option(
        names = "--since",
        paramLabel = "TIME",
        description = "From when changes are asked for (default: an hour ago).")
    private Optional<Instant> since = Optional.empty();
  }

  /** One event, callback or poll, one endpoint. */
  @Command(
      name = "try",
      mixinStandardHelpOptions = true,
      description =
          "Prints the requests that an event makes, secrets masked, and what an answer means; or"
              + " what would be news of a desk's callback or answer.")
  int tryOut(
      @Parameters(paramLabel = "WEBHOOK", description = "Id of a webhook.") String id,
      @ArgGroup(multiplicity = "1") What what,
      @Mixin ConfigurationOption config,
      @Mixin Supposed supposed,
      @Option(
              names = "--answer",
              paramLabel = "FILE",
              description =
                  "What the desk is pretended to answer (default: {}); given again, to the next"
                      + " request.")
          List<Path> answers,
      @Option(names = "--send", description = "Really sends, and shows the real answers.")
          boolean send) {
    try {
      List<Path> given = Optional.ofNullable(answers).orElse(List.of());
      return config
          .load(spec.commandLine().getErr())
          .map(configuration -> tried(trial(id, configuration, what, supposed), given, send))
          .orElse(1);
    } catch (Wrong wrong) {
      spec.commandLine().getErr().println(wrong.getMessage());
      return ExitCode.USAGE;
    }
  }

  private Trial trial(String id, Configuration configuration, What what, Supposed supposed) {
    WebhookEndpoint endpoint =
        Optional.ofNullable(configuration.webhooks().get(id))
            .orElseThrow(
                () -> wrong("unknown", id, String.join(", ", configuration.webhooks().keySet())));
    return new Trial(endpoint, configuration, what, supposed);
  }

  private int tried(Trial trial, List<Path> answers, boolean send) {
    List<String> said = answers.stream().map(this::read).toList();
    return send
        ? sent(trial)
        : run(
            trial,
            WebhookTrial.pretending(trial.endpoint(), said.isEmpty() ? List.of("{}") : said));
  }

  private record Trial(
      WebhookEndpoint endpoint, Configuration configuration, What what, Supposed supposed) {}

  private int sent(Trial trial) {
    Vertx vertx = Vertx.vertx();
    try (WebhookSender sender = new WebhookSender(vertx, InstantSource.system())) {
      return run(trial, sender);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private int run(Trial trial, WebhookTransport transport) {
    if (trial.what().event.isPresent()) {
      return shown(trial, read(trial.what().event.get()), transport);
    }
    InstantSource clock = InstantSource.system();
    NewsTrial news = new NewsTrial(trial.endpoint(), transport, clock);
    NewsPrinter printer = new NewsPrinter(news, this::say, this::print);
    return trial.what().poll
        ? printer.polls(
            trial.supposed().since.orElseGet(() -> clock.instant().minus(Duration.ofHours(1))))
        : printer.call(read(trial.what().call.orElseThrow()), headers(trial.supposed().headers));
  }

  private Map<String, String> headers(List<String> given) {
    Map<String, String> headers = new TreeMap<>();
    for (String one : given) {
      int colon = one.indexOf(':');
      if (colon < 1) {
        throw wrong("no_header", one);
      }
      headers.put(one.substring(0, colon).strip(), one.substring(colon + 1).strip());
    }
    return headers;
  }

  private int shown(Trial trial, String event, WebhookTransport transport) {
    WebhookTrial.Outcome outcome;
    try {
      outcome =
          new WebhookTrial(
                  trial.endpoint(), transport, facts(trial.configuration()), InstantSource.system())
              .run(event, trial.supposed().ticket, trial.supposed().parent);
    } catch (IllegalArgumentException noEvent) {
      throw wrong("no_event", Optional.ofNullable(noEvent.getMessage()).orElse(""));
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
      throw wrong("no_file", file.toString(), List.of());
    }
  }

  /** A file or a name that is wrong: said in a line, without the whole usage below it. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Wrong(String line) {
      super(line);
    }
  }

  private Wrong wrong(String key, Object... values) {
    return new Wrong(say(key, values));
  }

  private String say(String key, Object... values) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
  }
}
