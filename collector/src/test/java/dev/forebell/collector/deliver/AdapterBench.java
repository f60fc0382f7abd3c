package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.ACME;
import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static dev.forebell.collector.ledger.LedgerSamples.incident;
import static dev.forebell.collector.ledger.LedgerSamples.row;

import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.CustomerId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shipped adapters as the configuration reader makes them, and events worth a ticket. */
final class AdapterBench {
  private static final Path ADAPTERS = Path.of("..", "config", "adapters");

  private AdapterBench() {}

  /** An endpoint {@code desk} with a shipped adapter and what else its file says. */
  static WebhookEndpoint endpoint(Path dir, FakeDesk desk, String adapter, String more) {
    return read(
        dir,
        adapter,
        """
        webhook:
          id: desk
          url: "%s"
          allow: [127.0.0.0/8]
          adapter: %s
        """
                .formatted(desk.url(), adapter)
            + (more.contains("timeout:") ? more : more + "\ntimeout: 30s").indent(2));
  }

  static WebhookEndpoint read(Path dir, String adapter, String webhook) {
    try {
      Files.createDirectories(dir.resolve("adapters"));
      Files.copy(
          ADAPTERS.resolve(adapter + ".yaml"),
          dir.resolve("adapters").resolve(adapter + ".yaml"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(dir, webhook);
  }

  /** With the adapters that the folder has already. */
  static WebhookEndpoint read(Path dir, String webhook) {
    try {
      Files.createDirectories(dir.resolve("webhooks"));
      Files.writeString(dir.resolve("webhooks").resolve("desk.yaml"), webhook);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return switch (ConfigurationFiles.load(dir, new Secrets(_ -> Optional.empty(), dir))) {
      case Loaded.Ok(var configuration, var _) -> configuration.webhooks().get("desk");
      case Loaded.Bad(var errors, var _) -> throw new AssertionError(errors.toString());
    };
  }

  /** The customer's language and zone; clocks with deadlines. */
  static TicketFacts facts(Optional<CustomerConfig> customer) {
    return facts(customer, List.of());
  }

  /**
   * As {@link #facts}.
   *
   * @param open what is open now; the list is read each time
   */
  static TicketFacts facts(Optional<CustomerConfig> customer, List<IncidentRow> open) {
    return new TicketFacts() {
      @Override
      public List<IncidentRow> open() {
        return List.copyOf(open);
      }

      @Override
      public Optional<IncidentRow> incident(IncidentId id) {
        IncidentRow plain = row(id.number(), "open");
        return Optional.of(
            new IncidentRow(
                id,
                ACME,
                "open",
                plain.severity(),
                plain.means(),
                false,
                plain.host(),
                plain.rule(),
                T0,
                T0,
                new JsonObject().put("id", id.value()).put("clocks", clocks()).encode()));
      }

      @Override
      public Optional<URI> board() {
        return Optional.of(URI.create("https://board.example"));
      }

      @Override
      public Optional<CustomerConfig> customer(CustomerId id) {
        return customer;
      }
    };
  }

  private static JsonArray clocks() {
    return new JsonArray()
        .add(clock("internal", "response", "2026-11-21T09:10:00.000Z"))
        .add(clock("contract", "response", "2026-11-21T11:00:00.000Z"))
        .add(clock("contract", "resolution", "2026-11-23T09:00:00.000Z"));
  }

  private static JsonObject clock(String set, String name, String deadline) {
    return new JsonObject()
        .put("set", set)
        .put("name", name)
        .put("deadline", deadline)
        .putNull("outcome")
        .put("flagged", false);
  }

  /**
   * An incident's event.
   *
   * @param n number of the incident
   */
  record Story(long n, String host, String state, boolean emergency, String parent, String words) {
    static Story of(long n) {
      return new Story(n, "web-" + n, "open", false, "", "");
    }

    Story in(String next) {
      return new Story(n, host, next, emergency, parent, words);
    }

    Story urgent() {
      return new Story(n, host, state, true, parent, words);
    }

    Story below(long other) {
      return new Story(n, host, state, emergency, incident(other).value(), words);
    }

    Story said(String text) {
      return new Story(n, host, state, emergency, parent, text);
    }

    JsonObject incidentObject() {
      JsonObject emergencyWhy = new JsonObject().put("met", new JsonArray());
      if (emergency) {
        emergencyWhy.put(
            "sentences", new JsonObject().put("en", "31 of 61 people worked on vdi-01"));
      }
      JsonObject evidence =
          new JsonObject()
              .put("text", "nothing heard for 90 s & <b>counting</b>")
              .put("services", new JsonArray().add("desktops"))
              .put("runbook", "host-down.md")
              .put("emergency", emergencyWhy)
              .put("detail", new JsonObject().put("text", words));
      return new JsonObject()
          .put("id", incident(n).value())
          .put("customer", "acme")
          .put("site", "hq")
          .put("host", host)
          .put("rule", "host_down")
          .put("subject", "")
          .put("means", "outage")
          .put("severity", "critical")
          .put("emergency", emergency)
          .put("evidence", evidence)
          .put("parent", parent.isEmpty() ? null : parent)
          .put("began_at", "2026-11-21T08:59:00.000Z")
          .put("detected_at", "2026-11-21T09:00:00.000Z")
          .putNull("reported_at")
          .put("state", state);
    }

    /** The event with one message to the endpoint {@code desk}. */
    Commit event(long number, String name) {
      String object =
          new JsonObject()
              .put("at", T0.plusSeconds(number).toString())
              .put("event", name)
              .put("number", number)
              .put("by", "anna")
              .put("incident", incidentObject())
              .putNull("clock")
              .encode();
      OutboxMessage message =
          new OutboxMessage(
              incident(n) + "-" + number + "-desk",
              "desk",
              incident(n),
              ACME,
              number,
              name,
              object,
              T0);
      return new Commit(
          T0,
          List.of(
              new StoredEvent(
                  incident(n), ACME, number, T0.plusSeconds(number), name, "{}", object)),
          List.of(row(n, state)),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(message));
    }
  }
}
