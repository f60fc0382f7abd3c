package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.collector.port.TicketDesk.Poll;
import dev.forebell.collector.port.TicketDesk.Proof;
import dev.forebell.collector.port.TicketDesk.WayBack;
import dev.forebell.collector.port.WebhookEndpoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/**
 * What would be news of what a desk calls with, or answers when it is asked: for whoever writes the
 * way back of an adapter. Nothing is told to any incident.
 */
public final class NewsTrial {
  private final WebhookEndpoint endpoint;
  private final ShownTransport transport;
  private final InstantSource clock;
  private final List<Told> told = new ArrayList<>();
  private final NewsSink sink =
      (_, mapping, expression, input) ->
          NewsSink.items(mapping, expression, input).forEach(this::note);

  /**
   * @param transport sends, or only pretends to
   */
  public NewsTrial(WebhookEndpoint endpoint, WebhookTransport transport, InstantSource clock) {
    this.endpoint = endpoint;
    this.transport = new ShownTransport(endpoint, transport);
    this.clock = clock;
  }

  /** An item of news. */
  public sealed interface Told {
    /**
     * It would be taken.
     *
     * @param does the command, such as {@code acknowledge}
     * @param text what the command bears, such as a comment; may be empty
     */
    record Taken(
        String does, String ticket, String by, boolean bot, Instant at, String id, String text)
        implements Told {}

    /**
     * It would be left out: it lacks {@code id} or {@code ticket}, {@code do} names no command, or
     * the command lacks what it needs.
     *
     * @param item as the mapping gave it
     */
    record LeftOut(String item) implements Told {}
  }

  /** Whether a call would be believed. */
  public enum Belief {
    /** Its proof fits. */
    PROVED,
    /** It is answered 401. */
    NOT_PROVED,
    /** The adapter has no proof, or its credential is not given: no call is taken at all. */
    NO_CALLS
  }

  /**
   * What came of it.
   *
   * @param lines requests and answers in order, for people
   * @param failure why nothing was learned; empty: it was
   */
  public record Outcome(List<String> lines, List<Told> told, Optional<String> failure) {}

  /**
   * Whether the desk would be believed.
   *
   * @param headers as it sends them
   */
  public Belief belief(Map<String, String> headers, String body) {
    SortedMap<String, String> lower = lower(headers);
    Optional<Proof> proof = endpoint.desk().back().flatMap(WayBack::proof);
    return proof
        .map(one -> new NewsProof(one).holds(lower, body.getBytes(UTF_8), clock.instant()))
        .map(holds -> holds ? Belief.PROVED : Belief.NOT_PROVED)
        .orElse(Belief.NO_CALLS);
  }

  private static SortedMap<String, String> lower(Map<String, String> headers) {
    SortedMap<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return lower;
  }

  /** What a call with this body would be taken as. */
  public Outcome called(Map<String, String> headers, String body) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("body", TicketInput.json(body));
    input.put("headers", lower(headers));
    input.put("vars", endpoint.desk().vars());
    input.put("now", clock.instant().toString());
    String news = endpoint.desk().back().map(WayBack::news).orElse("");
    try {
      if (!news.isEmpty()) {
        sink.take(endpoint, new Mapping(endpoint.desk().definitions()), news, input);
      }
      return outcome(Optional.empty());
    } catch (Mapping.MappingFailure broken) {
      return outcome(Optional.of("news: " + Failures.text(broken)));
    }
  }

  /** How many questions there are; 0: the desk is not asked. */
  public int polls() {
    return polled().size();
  }

  private List<Poll> polled() {
    return endpoint.desk().back().map(WayBack::polls).orElse(List.of());
  }

  /** Whether the question is asked at all: its {@code when} holds. */
  public boolean isWanted(int number, Instant since) {
    return run(number, since).isWanted();
  }

  /**
   * Asks one question.
   *
   * @param number from 0
   * @param since from when changes are wanted
   */
  public Outcome asked(int number, Instant since) {
    told.clear();
    transport.forget();
    try {
      return switch (run(number, since).run().toCompletableFuture().join()) {
        case PollRun.Outcome.Taken _ -> outcome(Optional.empty());
        case PollRun.Outcome.Missed(String reason) -> outcome(Optional.of(reason));
      };
    } catch (CompletionException broken) {
      return outcome(
          Optional.of(Failures.text(Optional.ofNullable(broken.getCause()).orElse(broken))));
    } catch (Mapping.MappingFailure broken) {
      return outcome(Optional.of(Failures.text(broken)));
    }
  }

  private PollRun run(int number, Instant since) {
    DeskClient desk = new DeskClient(transport, Runnable::run, endpoint, clock);
    return new PollRun(desk, polled().get(number), sink, Runnable::run, since, clock.instant());
  }

  private Outcome outcome(Optional<String> failure) {
    return new Outcome(transport.lines(), List.copyOf(told), failure.map(transport::masked));
  }

  private void note(Tree item) {
    told.add(
        NewsItem.of(item, clock.instant())
            .<Told>map(
                one ->
                    new Told.Taken(
                        item.text("do"),
                        one.ticket(),
                        one.by(),
                        one.bot(),
                        one.at(),
                        one.id(),
                        item.text("text")))
            .orElseGet(() -> new Told.LeftOut(item.value().map(String::valueOf).orElse(""))));
  }
}
