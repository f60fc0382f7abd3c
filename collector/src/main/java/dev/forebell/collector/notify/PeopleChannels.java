package dev.forebell.collector.notify;

import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.CustomerContact;
import dev.forebell.collector.port.HttpCaller;
import dev.forebell.collector.port.NoticeAddress;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.PeopleSender;
import dev.forebell.collector.port.Person;
import dev.forebell.collector.port.WebhookEndpoint.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** All channels as they are configured now. Thread-safe; never blocks the caller. */
public final class PeopleChannels implements PeopleSender, AutoCloseable {
  /** Nobody is woken for what is so old. */
  static final Duration ALARM_KEEPS = Duration.ofHours(1);

  private static final int CONCURRENCY = 4;

  private final Supplier<PeopleBook> book;
  private final WebPost web;
  private final InstantSource clock;
  private final Map<String, MailPost> mails = new ConcurrentHashMap<>();

  /**
   * @param book as configured now; asked for each message, so a reload counts at once
   * @param clock wall time
   * @param callbacks where a call is acknowledged
   */
  public PeopleChannels(
      Supplier<PeopleBook> book, HttpCaller http, InstantSource clock, CallbackLinks callbacks) {
    this.book = book;
    this.clock = clock;
    this.web = new WebPost(book, http, clock, callbacks);
  }

  @Override
  public Optional<Pace> pace(String channel) {
    return channel(channel).map(one -> new Pace(CONCURRENCY, one.manners().perMinute()));
  }

  private Optional<Channel> channel(String id) {
    return Optional.ofNullable(book.get().channels().get(id));
  }

  @Override
  public boolean digests(String channel) {
    return channel(channel).filter(Channel::isRoom).isPresent();
  }

  @Override
  public CompletionStage<Answer> send(List<Pending> messages) {
    OutboxMessage first = messages.getFirst().message();
    NoticeAddress address = NoticeAddress.of(first.endpoint());
    Optional<Channel> channel = channel(address.channel());
    Optional<Person> reader = reader(address);
    if (channel.isEmpty() || reader.isEmpty()) {
      return done(new Answer.Refused("contact_unknown", "the configuration has it no more"));
    }
    List<Notice> notices = messages.stream().map(one -> Notice.of(one.message())).toList();
    Instant now = clock.instant();
    if (notices.stream()
        .allMatch(one -> one.isAlarm() && one.at().plus(ALARM_KEEPS).isBefore(now))) {
      return done(new Answer.Refused("too_late", "nobody is woken for what is so old"));
    }
    LetterWriter writer =
        new LetterWriter(reader.get(), book.get().board(), channel.get().manners().noDetails());
    Letter letter = notices.size() == 1 ? writer.write(notices.getFirst()) : writer.digest(notices);
    Parcel parcel = new Parcel(reader.get(), letter, notices.getFirst(), messages.getFirst());
    return send(channel.get(), parcel);
  }

  /** Sends a letter that is about no incident. */
  CompletionStage<Answer> send(Channel channel, Person reader, Letter letter, String thread) {
    return switch (channel) {
      case Channel.Mail mail ->
          address(reader, channel)
              .map(to -> post(mail).send(to, letter, thread, clock.instant().toEpochMilli() + ""))
              .orElseGet(PeopleChannels::noAddress);
      case Channel.Bot bot -> web.bot(bot, reader, letter, List.of());
      case Channel.Provider provider -> web.provider(provider, reader, letter, Optional.empty());
    };
  }

  /** A letter and whom it is for. */
  private record Parcel(Person reader, Letter letter, Notice notice, Pending pending) {}

  private CompletionStage<Answer> send(Channel channel, Parcel parcel) {
    return switch (channel) {
      case Channel.Mail mail ->
          address(parcel.reader(), channel)
              .map(to -> mail(mail, to, parcel))
              .orElseGet(PeopleChannels::noAddress);
      case Channel.Bot bot ->
          web.bot(bot, parcel.reader(), parcel.letter(), parcel.notice().told());
      case Channel.Provider provider ->
          web.provider(provider, parcel.reader(), parcel.letter(), Optional.of(parcel.notice()));
    };
  }

  static Optional<String> address(Person reader, Channel channel) {
    return Optional.ofNullable(reader.addresses().get(channel.id()));
  }

  static CompletionStage<Answer> noAddress() {
    return done(new Answer.Refused("no_address", "the contact has no address by this channel"));
  }

  private CompletionStage<Answer> mail(Channel.Mail mail, String to, Parcel parcel) {
    String thread = parcel.notice().incident() + "." + parcel.reader().id();
    String part =
        parcel.pending().first() ? "" : Long.toString(parcel.pending().message().eventNumber());
    return post(mail).send(to, parcel.letter(), thread, part);
  }

  /** A changed channel gets a new connection. */
  private MailPost post(Channel.Mail mail) {
    return mails.compute(
        mail.id(),
        (_, known) -> {
          if (known != null && known.channel().equals(mail)) {
            return known;
          }
          if (known != null) {
            known.close();
          }
          return new MailPost(mail);
        });
  }

  static CompletionStage<Answer> done(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  /** A room reads English, by UTC. */
  static Person room(String channel) {
    return new Person(channel, channel, Language.EN, ZoneId.of("UTC"), new TreeMap<>());
  }

  /** Who reads it; empty: the configuration has them no more. */
  private Optional<Person> reader(NoticeAddress address) {
    PeopleBook now = book.get();
    if (address.contact().isEmpty()) {
      return Optional.of(room(address.channel()));
    }
    String id = address.contact().get();
    return address
        .customer()
        .map(
            customer ->
                now.customers().getOrDefault(customer, List.of()).stream()
                    .map(CustomerContact::person)
                    .filter(one -> one.id().equals(id))
                    .findFirst())
        .orElseGet(() -> Optional.ofNullable(now.persons().get(id)));
  }

  @Override
  public void close() {
    mails.values().forEach(MailPost::close);
  }
}
