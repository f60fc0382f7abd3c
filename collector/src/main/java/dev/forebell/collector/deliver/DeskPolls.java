package dev.forebell.collector.deliver;

import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.TicketDesk.Poll;
import dev.forebell.collector.port.TicketDesk.WayBack;
import dev.forebell.collector.port.WebhookEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks the desks that do not call what changed there. How far each was asked is kept, so that what
 * people do while the collector is down is asked for afterwards; what an earlier answer held
 * already changes nothing ({@link DeskNews}). One thread of its own; a desk that is slow or down
 * holds up none of the others.
 */
public final class DeskPolls implements AutoCloseable {
  private static final Logger LOG = System.getLogger(DeskPolls.class.getName());
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration FIRST = Duration.ofHours(1);
  // Asked for again each time: the desk's clock may be off, and what it is told late may bear an
  // earlier time.
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private final Supplier<SortedMap<String, WebhookEndpoint>> endpoints;
  private final DeskNews news;
  private final Outbox outbox;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("desk-news").daemon().factory());
  private final DeskClients desks;
  private final Map<Question, Instant> due = new HashMap<>();
  private final Set<Question> asking = new HashSet<>();
  private final Set<Question> failing = new HashSet<>();

  /**
   * @param endpoints as configured now, by id
   * @param clock wall time
   */
  public DeskPolls(
      Supplier<SortedMap<String, WebhookEndpoint>> endpoints,
      WebhookTransport sender,
      DeskNews news,
      Outbox outbox,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.news = news;
    this.outbox = outbox;
    this.clock = clock;
    this.desks = new DeskClients(sender, thread, clock);
  }

  /** One of an endpoint's polls. */
  private record Question(String endpoint, int number) {
    // No incident is called so.
    String mark() {
      return "poll:" + number;
    }
  }

  /** Asks from now on. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::pass, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void pass() {
    Instant now = clock.instant();
    endpoints.get().values().forEach(endpoint -> pass(endpoint, now));
  }

  private void pass(WebhookEndpoint endpoint, Instant now) {
    // A desk that can prove itself calls by itself.
    List<Poll> polls =
        endpoint
            .desk()
            .back()
            .filter(back -> back.proof().isEmpty())
            .map(WayBack::polls)
            .orElse(List.of());
    for (int number = 0; number < polls.size(); number++) {
      Question question = new Question(endpoint.id(), number);
      Poll poll = polls.get(number);
      if (isDue(question, poll, now) && asking.add(question)) {
        due.put(question, now.plusSeconds(poll.seconds()));
        ask(question, endpoint, poll, now);
      }
    }
  }

  // A clock that was set back must not stop the questions until it is where it was.
  private boolean isDue(Question question, Poll poll, Instant now) {
    Instant at = due.getOrDefault(question, Instant.MIN);
    return !now.isBefore(at) || at.isAfter(now.plusSeconds(poll.seconds()));
  }

  private void ask(Question question, WebhookEndpoint endpoint, Poll poll, Instant now) {
    try {
      Instant since =
          outbox.mark(question.endpoint(), question.mark()).orElseGet(() -> now.minus(FIRST));
      PollRun run = new PollRun(desks.of(endpoint), poll, news, thread, since, now);
      if (!run.isWanted()) {
        asking.remove(question);
        return;
      }
      run.run()
          .thenAcceptAsync(outcome -> came(question, outcome, since, now), thread)
          .whenCompleteAsync(
              (_, failure) -> {
                asking.remove(question);
                Optional.ofNullable(failure).ifPresent(broken -> missed(question, text(broken)));
              },
              thread);
    } catch (RuntimeException broken) { // the ledger or a mapping: the next round tries again
      asking.remove(question);
      missed(question, text(broken));
    }
  }

  private void came(Question question, PollRun.Outcome outcome, Instant since, Instant asked) {
    switch (outcome) {
      case PollRun.Outcome.Missed(String reason) -> missed(question, reason);
      case PollRun.Outcome.Taken(Optional<Instant> until) -> {
        if (until.isPresent()) {
          due.put(question, Instant.MIN);
        }
        outbox.mark(question.endpoint(), question.mark(), next(until, since, asked));
        if (failing.remove(question)) {
          LOG.log(Level.INFO, "webhook {0} tells its news again", question.endpoint());
        }
      }
    }
  }

  /** From when on the desk is asked next: it never goes back, and a full answer never repeats. */
  static Instant next(Optional<Instant> until, Instant since, Instant asked) {
    Instant wanted =
        until
            .map(at -> at.isAfter(since) ? at : since.plusSeconds(1))
            .orElseGet(() -> asked.minus(OVERLAP));
    return wanted.isAfter(since) ? wanted : since;
  }

  private void missed(Question question, String reason) {
    if (failing.add(question)) {
      LOG.log(Level.WARNING, "webhook {0} tells no news: {1}", question.endpoint(), reason);
    }
  }

  private static String text(Throwable failure) {
    return Failures.text(
        failure instanceof CompletionException
            ? Optional.ofNullable(failure.getCause()).orElse(failure)
            : failure);
  }

  /** Asks no more; sessions are ended. */
  @Override
  public void close() {
    thread.execute(desks::close);
    thread.shutdown();
    try {
      boolean unused = thread.awaitTermination(TICK.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
