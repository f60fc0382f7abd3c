package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.port.Outbox.TicketReference;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * What a ticket says to people, as plain text in the customer's language and with times in the
 * customer's zone.
 */
final class TicketTexts {
  private static final String BUNDLE = "dev.forebell.collector.deliver.ticket";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final ResourceBundle bundle;
  private final Locale locale;
  private final Language language;
  private final ZoneId zone;

  TicketTexts(Optional<CustomerConfig> customer) {
    this(
        customer.map(CustomerConfig::language).orElse(Language.EN),
        customer.map(CustomerConfig::zone).orElse(ZoneOffset.UTC));
  }

  TicketTexts(Language language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
    this.locale =
        switch (language) {
          case EN -> Locale.ENGLISH;
          case ZH -> Locale.CHINESE;
          case RU -> Locale.of("ru");
        };
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** One line: {@code [EMERGENCY ]INC-ACME-2026-1 web-1: disk-full}. */
  String title(Tree incident) {
    String host = incident.text("host");
    String element = host.isEmpty() ? incident.text("subject") : host;
    String plain =
        say("title", incident.text("id"), element.isEmpty() ? "-" : element, incident.text("rule"));
    return incident.at("emergency").isTrue() ? say("title.emergency", plain) : plain;
  }

  /**
   * All that is known, a line each: what, where, since when, what was seen, why it is an emergency,
   * and until when the contract wants it.
   *
   * @param clocks as the board has them
   * @param parent number of the ticket of the incident that explains this one; empty: none
   * @param board address of the incident on the board; empty: unknown
   */
  String description(Tree incident, List<Tree> clocks, String parent, String board) {
    List<String> lines = new ArrayList<>();
    line(lines, "incident", incident.text("id"));
    line(lines, "site", incident.text("site"));
    line(lines, "host", incident.text("host"));
    line(lines, "services", list(incident.at("evidence", "services")));
    line(lines, "rule", incident.text("rule"));
    line(lines, "subject", incident.text("subject"));
    line(
        lines,
        "means",
        word("means", incident.text("means")) + ", " + word("severity", incident.text("severity")));
    line(lines, "emergency", emergency(incident));
    line(lines, "seen", incident.text("evidence", "text"));
    line(lines, "began", time(incident.text("began_at")));
    line(lines, "detected", time(incident.text("detected_at")));
    line(lines, "reported", time(incident.text("reported_at")));
    clocks.stream().filter(TicketTexts::isPromise).map(this::deadline).forEach(lines::add);
    line(lines, "parent", parent);
    line(lines, "runbook", incident.text("evidence", "runbook"));
    line(lines, "board", board);
    return String.join("\n", lines);
  }

  /**
   * What an event tells, for a comment; a name that has no sentence of its own is told as such.
   *
   * @param parent what explains its incident
   */
  String note(Tree event, Optional<ParentTicket> parent) {
    Tree incident = event.at("incident");
    String name = event.text("event");
    String alone = name.equals("incident.absorbed") && parent.isEmpty() ? ".alone" : "";
    String key = "note." + name + alone;
    if (!bundle.containsKey(key)) {
      return say("note.other", name, event.text("by"));
    }
    String said =
        say(
            key,
            event.text("by"),
            detail(incident),
            incident.text("evidence", "text"),
            word("severity", incident.text("severity")),
            emergency(incident),
            clock(event.at("clock")),
            time(event.text("clock", "deadline")),
            parent.map(this::parent).orElse(""));
    String address =
        name.equals("incident.absorbed")
            ? parent.flatMap(ParentTicket::ticket).map(TicketReference::url).orElse("")
            : "";
    return (said.strip() + "\n" + address).strip();
  }

  private String parent(ParentTicket parent) {
    String incident = parent.incident().value();
    return parent.ticket().map(one -> say("parent", incident, one.number())).orElse(incident);
  }

  private static String detail(Tree incident) {
    Tree detail = incident.at("evidence", "detail");
    for (String key :
        List.of("text", "comment", "cause", "to", "whom", "who", "reason", "reference")) {
      if (!detail.text(key).isEmpty()) {
        String channel = detail.text("channel");
        return detail.text(key) + (channel.isEmpty() ? "" : " (" + channel + ")");
      }
    }
    return "";
  }

  private String emergency(Tree incident) {
    String why = incident.text("evidence", "emergency", "sentences", language.id());
    return why.isEmpty() && incident.at("emergency").isTrue() ? say("emergency.word") : why;
  }

  private static boolean isPromise(Tree clock) {
    return clock.text("set").equals("contract") && clock.text("outcome").isEmpty();
  }

  private String deadline(Tree clock) {
    String sentence = say("deadline", clock(clock), time(clock.text("deadline")));
    return clock.at("flagged").isTrue() ? say("deadline.flagged", sentence) : sentence;
  }

  private String clock(Tree clock) {
    return word("clock", clock.text("name"));
  }

  private void line(List<String> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add(say("line", say("label." + label), text));
    }
  }

  private static String list(Tree list) {
    return String.join(", ", list.items().stream().map(Tree::text).toList());
  }

  private String word(String kind, String id) {
    String key = kind + "." + id;
    return bundle.containsKey(key) ? bundle.getString(key) : id;
  }

  /** In the customer's zone; where that is not UTC, its name stands behind. */
  private String time(String utc) {
    if (utc.isEmpty()) {
      return "";
    }
    try {
      return TIME.format(Instant.parse(utc).atZone(zone))
          + " "
          + zone.getId().replaceFirst("^Z$", "UTC");
    } catch (DateTimeParseException _) {
      return utc;
    }
  }

  private String say(String key, Object... texts) {
    return new MessageFormat(bundle.getString(key), locale).format(texts);
  }
}
