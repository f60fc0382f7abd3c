package dev.forebell.collector.config;

import dev.forebell.common.config.NearestName;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/** Names that point at something in another file: collected while reading, checked at the end. */
final class References {
  private final List<Reference> references = new ArrayList<>();

  /** What a name can point at. */
  enum Kind {
    RULE("rule", "the id of a rule in rules/*.yaml, or host_down, agent_lost"),
    CONTRACT("contract", "the id of a contract in contracts/*.yaml"),
    CALENDAR("calendar", "the id of a calendar in calendars/*.yaml, or always"),
    WEBHOOK("webhook", "the id of a webhook in webhooks/*.yaml"),
    CUSTOMER("customer", "the id of a customer in customers/*.yaml"),
    EXEMPTION("host, service or rule", "a host or service of this customer, or the id of a rule"),
    ELEMENT("host", "a provider's customer id and the id of one of its hosts"),
    RUNBOOK("runbook", "the name of a file in runbooks/"),
    CHANNEL("channel", "the id of a channel in people/*.yaml"),
    ADDRESS("channel", "the id of a channel in people/*.yaml"),
    CONTACT("contact", "the id of a contact in people/*.yaml"),
    PEOPLE("contact, group or rota", "the id of a contact, group or rota in people/*.yaml"),
    LADDER("ladder", "the id of a ladder in people/*.yaml");

    private final String noun;
    private final String expected;

    Kind(String noun, String expected) {
      this.noun = noun;
      this.expected = expected;
    }
  }

  private record Reference(Kind kind, YamlValue at, String name) {}

  /** Remembers where {@code name} is used; answers it. */
  String use(Kind kind, YamlValue at, String name) {
    references.add(new Reference(kind, at, name));
    return name;
  }

  /** Adds a problem for each name of the kind that is not known. */
  void check(Kind kind, Collection<String> known) {
    unknown(kind, known).forEach(r -> r.at.problem(complaint(r, known), kind.expected));
  }

  /** Whether anything names it. */
  boolean isUsed(Kind kind, String name) {
    return references.stream().anyMatch(one -> one.kind == kind && one.name.equals(name));
  }

  /** All places that use such a name. */
  void each(Kind kind, BiConsumer<YamlValue, String> look) {
    references.stream()
        .filter(reference -> reference.kind == kind)
        .forEach(reference -> look.accept(reference.at, reference.name));
  }

  /** As {@link #check}, but only warns. */
  void warn(Kind kind, Collection<String> known) {
    unknown(kind, known).forEach(r -> r.at.warning(complaint(r, known), kind.expected));
  }

  private List<Reference> unknown(Kind kind, Collection<String> known) {
    return references.stream()
        .filter(reference -> reference.kind == kind && !known.contains(reference.name))
        .toList();
  }

  private static String complaint(Reference reference, Collection<String> known) {
    return "there is no "
        + reference.kind.noun
        + " "
        + Quantity.quoted(reference.name)
        + NearestName.hint(reference.name, known);
  }
}
