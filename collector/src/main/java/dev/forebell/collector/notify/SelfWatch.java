package dev.forebell.collector.notify;

import dev.forebell.collector.engine.people.Reach;
import dev.forebell.collector.engine.people.Rung;
import dev.forebell.collector.engine.people.Telling;
import dev.forebell.collector.port.Channel;
import dev.forebell.collector.port.HttpCaller;
import dev.forebell.collector.port.Outbox.Backlog;
import dev.forebell.collector.port.PeopleBook;
import dev.forebell.collector.port.PeopleSender.Answer;
import dev.forebell.collector.port.Person;
import dev.forebell.collector.port.Watch;
import dev.forebell.common.model.Secret;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Watches the collector for those who watch it: a heartbeat that leaves only while it is well, and
 * word by another way when tickets do not come through. Confined to one thread, which may block;
 * whoever runs it calls {@link #look} every few seconds.
 */
public final class SelfWatch {
  private static final System.Logger LOG = System.getLogger(SelfWatch.class.getName());
  private static final Duration BEAT_TIMEOUT = Duration.ofSeconds(10);

  private final Supplier<PeopleBook> book;
  private final Supplier<List<Backlog>> outbox;
  private final BooleanSupplier well;
  private final HttpCaller http;
  private final PeopleChannels channels;
  private Optional<StuckTickets> known = Optional.empty();
  private Instant nextBeat = Instant.MIN;
  private boolean beats = true;

  /**
   * @param outbox what waits and what was given up; may block
   * @param well whether the collector does its work
   * @param http carries the heartbeat
   */
  public SelfWatch(
      Supplier<PeopleBook> book,
      Supplier<List<Backlog>> outbox,
      BooleanSupplier well,
      HttpCaller http,
      PeopleChannels channels) {
    this.book = book;
    this.outbox = outbox;
    this.well = well;
    this.http = http;
    this.channels = channels;
  }

  /** Does what is due. */
  public void look(Instant now) {
    Optional<Watch> watch = book.get().watch();
    watch.flatMap(Watch::heartbeat).ifPresent(heartbeat -> beat(heartbeat, now));
    watch
        .filter(one -> !one.tell().isEmpty() || !one.by().isEmpty())
        .ifPresent(one -> tickets(one, now));
  }

  private void beat(Watch.Heartbeat heartbeat, Instant now) {
    if (now.isBefore(nextBeat) || !well.getAsBoolean()) {
      return;
    }
    nextBeat = now.plus(heartbeat.every());
    HttpCaller.Answer answer =
        http.call(
                new HttpCaller.Request(
                    "GET",
                    heartbeat.url(),
                    new TreeMap<>(Map.of("User-Agent", new Secret("Forebell"))),
                    Optional.empty(),
                    BEAT_TIMEOUT,
                    heartbeat.route()))
            .toCompletableFuture()
            .join();
    boolean arrived = answer instanceof HttpCaller.Answer.Good;
    if (arrived != beats) {
      beats = arrived;
      LOG.log(
          arrived ? Level.INFO : Level.WARNING,
          arrived ? "the heartbeat arrives again" : "the heartbeat does not arrive: {0}",
          answer instanceof HttpCaller.Answer.Bad bad ? bad.detail() : "");
    }
  }

  private void tickets(Watch watch, Instant now) {
    List<Backlog> backlog = outbox.get();
    if (known.isEmpty()) {
      known = Optional.of(StuckTickets.known(backlog));
    }
    known
        .flatMap(last -> last.look(backlog, now, watch.after()))
        .filter(news -> tell(watch, news.endpoints(), now))
        .ifPresent(news -> known = Optional.of(news.after()));
  }

  /** Whether somebody was told, or nobody can be; else it is told again at the next look. */
  private boolean tell(Watch watch, List<Backlog> stuck, Instant now) {
    PeopleBook people = book.get();
    Rung everybody =
        new Rung(
            1,
            new Rung.Timing.After(Duration.ZERO),
            Set.of(),
            Optional.empty(),
            watch.tell(),
            watch.by(),
            true);
    Reach reach = people.roster().reach(everybody, now, true);
    LOG.log(
        Level.WARNING,
        stuck.isEmpty() ? "tickets are delivered again" : "tickets cannot be delivered: {0}",
        stuck.stream().map(Backlog::endpoint).collect(Collectors.joining(", ")));
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (Telling telling : reach.tellings()) {
      Optional.ofNullable(people.channels().get(telling.channel()))
          .ifPresent(
              channel ->
                  answers.add(
                      send(people, channel, telling.contact(), stuck).toCompletableFuture()));
    }
    return answers.isEmpty()
        || answers.stream().map(CompletableFuture::join).anyMatch(Answer.Taken.class::isInstance);
  }

  private java.util.concurrent.CompletionStage<Answer> send(
      PeopleBook people, Channel channel, Optional<String> contact, List<Backlog> stuck) {
    Person reader =
        contact
            .flatMap(id -> Optional.ofNullable(people.persons().get(id)))
            .orElseGet(() -> PeopleChannels.room(channel.id()));
    NoticeTexts texts = NoticeTexts.in(reader.language());
    String lines =
        stuck.stream()
            .map(
                one ->
                    texts.say(
                        "watch.line",
                        one.endpoint(),
                        Long.toString(one.waiting()),
                        Long.toString(one.dead())))
            .collect(Collectors.joining("\n"));
    Letter letter =
        new LetterWriter(reader, people.board(), false)
            .watch(stuck.isEmpty() ? "watch.flows" : "watch.stuck", lines);
    return channels.send(channel, reader, letter, "forebell-watch." + reader.id());
  }
}
