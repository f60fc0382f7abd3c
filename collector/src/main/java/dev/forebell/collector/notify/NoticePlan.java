package dev.forebell.collector.notify;

import dev.forebell.collector.engine.customer.CustomerConfig.Mode;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.collector.engine.incident.IncidentState;
import dev.forebell.collector.engine.people.Telling;
import dev.forebell.collector.port.CustomerContact;
import dev.forebell.collector.port.NoticeAddress;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.Person;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.common.model.Pure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which messages to people an incident event makes. */
@Pure
public final class NoticePlan {
  /** Changes of state that a customer's contacts are told of unless they want others. */
  static final Set<String> CHANGES =
      Set.of(
          "incident.opened",
          "incident.promoted",
          "incident.demoted",
          "incident.acknowledged",
          "incident.diagnosed",
          "incident.dispatched",
          "incident.arrived",
          "incident.resolved",
          "incident.reopened",
          "incident.closed");

  private NoticePlan() {}

  /**
   * One event and what decides who hears of it.
   *
   * @param incident as the event left it
   * @param absorbed whether another incident stands for it after the step
   * @param person whether its author is one; the machine is none
   * @param mode of the customer
   * @param notBefore not to be sent earlier
   * @param object the event in a language
   */
  public record Candidate(
      StoredEvent event,
      Change change,
      Incident incident,
      boolean absorbed,
      boolean person,
      Mode mode,
      Instant notBefore,
      Function<Language, String> object) {}

  /** The messages, those of a ladder in the order of its step. */
  public static List<OutboxMessage> messages(Candidate candidate, PeopleBook book) {
    if (candidate.mode() == Mode.SHADOW || book.channels().isEmpty()) {
      return List.of();
    }
    return candidate.change() instanceof Change.Notified told
        ? told.tellings().stream().map(telling -> told(candidate, telling, book)).toList()
        : customers(candidate, book).toList();
  }

  private static OutboxMessage told(Candidate candidate, Telling telling, PeopleBook book) {
    Language language =
        telling
            .contact()
            .flatMap(id -> Optional.ofNullable(book.persons().get(id)))
            .map(Person::language)
            .orElse(Language.EN);
    return message(
        candidate,
        new NoticeAddress(telling.channel(), Optional.empty(), telling.contact()),
        language);
  }

  private static Stream<OutboxMessage> customers(Candidate candidate, PeopleBook book) {
    return isForCustomers(candidate)
        ? book.customers().getOrDefault(candidate.event().customer(), List.of()).stream()
            .filter(contact -> wants(contact, candidate))
            .flatMap(contact -> messages(candidate, contact.person()))
        : Stream.empty();
  }

  private static boolean isForCustomers(Candidate candidate) {
    Incident incident = candidate.incident();
    return incident.state() != IncidentState.SUPPRESSED
        && !candidate.absorbed()
        && incident.promise().serviceFrom().isPresent();
  }

  /** What a bot acknowledged nobody has seen yet. */
  private static boolean wants(CustomerContact contact, Candidate candidate) {
    String name = candidate.event().name();
    boolean seen = candidate.person() || !(candidate.change() instanceof Change.Acknowledged);
    return seen && (contact.events().isEmpty() ? CHANGES : contact.events()).contains(name);
  }

  private static Stream<OutboxMessage> messages(Candidate candidate, Person person) {
    return person.addresses().keySet().stream()
        .map(
            channel ->
                message(
                    candidate,
                    new NoticeAddress(
                        channel,
                        Optional.of(candidate.event().customer()),
                        Optional.of(person.id())),
                    person.language()));
  }

  private static OutboxMessage message(
      Candidate candidate, NoticeAddress address, Language language) {
    StoredEvent event = candidate.event();
    return new OutboxMessage(
        event.incident() + "-" + event.number() + "-" + address.endpoint(),
        address.endpoint(),
        event.incident(),
        event.customer(),
        event.number(),
        event.name(),
        candidate.object().apply(language),
        candidate.notBefore());
  }
}
