package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.Evidence.Witness;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.common.model.ByeReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a host's link stands, as detection last said.
 *
 * @param since last sign of life of one that is not heard; when it said goodbye; when it was heard
 * @param until end of the grace in which an unknown one is not judged
 * @param bye why it said goodbye
 * @param saidAt when detection said so
 * @param words what witnesses said since it was last heard
 */
public record HostLink(
    State state,
    Instant since,
    Optional<Instant> until,
    Optional<ByeReason> bye,
    Instant saidAt,
    List<Witness> words) {
  /** Where it stands. */
  public enum State {
    CONNECTED,
    /** Nothing is heard of it. */
    SILENT,
    /** The collector was deaf, and has not heard it since. */
    UNKNOWN,
    /** Closed without goodbye. */
    CLOSED,
    /** Said goodbye. */
    AWAY
  }

  public HostLink {
    words = List.copyOf(words);
  }

  /** After one more piece of news. */
  static HostLink after(Optional<HostLink> before, LinkNews news) {
    return switch (news) {
      case LinkNews.Heard heard -> of(State.CONNECTED, heard.at());
      case LinkNews.Suspected suspected ->
          new HostLink(
              State.SILENT,
              suspected.since(),
              Optional.empty(),
              Optional.empty(),
              suspected.at(),
              words(before));
      case LinkNews.Unknown unknown ->
          new HostLink(
              State.UNKNOWN,
              unknown.since(),
              Optional.of(unknown.until()),
              Optional.empty(),
              unknown.at(),
              words(before));
      case LinkNews.Closed closed -> of(State.CLOSED, closed.at());
      case LinkNews.SaidGoodbye bye ->
          new HostLink(
              State.AWAY,
              bye.saidAt(),
              Optional.empty(),
              Optional.of(bye.reason()),
              bye.at(),
              List.of());
      case LinkNews.Witnessed witnessed ->
          before.orElseGet(() -> of(State.CONNECTED, witnessed.at())).told(witnessed.witness());
    };
  }

  private static HostLink of(State state, Instant since) {
    return new HostLink(state, since, Optional.empty(), Optional.empty(), since, List.of());
  }

  private static List<Witness> words(Optional<HostLink> before) {
    return before.map(HostLink::words).orElse(List.of());
  }

  /** The newest word of each witness counts. */
  private HostLink told(Witness word) {
    List<Witness> newest =
        Stream.concat(
                words.stream().filter(one -> !one.name().equals(word.name())), Stream.of(word))
            .toList();
    return new HostLink(state, since, until, bye, saidAt, newest);
  }

  /** Nothing is heard of it, and the collector listens. */
  boolean silent(Instant now) {
    return state == State.SILENT
        || (state == State.UNKNOWN && until.filter(end -> !end.isAfter(now)).isPresent());
  }

  /** Nothing is heard of it, or was since the collector was deaf. */
  boolean quiet() {
    return state == State.SILENT || state == State.UNKNOWN;
  }

  boolean connected() {
    return state == State.CONNECTED;
  }

  /** It is there, as far as the collector can know. */
  boolean there(Instant now) {
    return connected() || (state == State.UNKNOWN && !silent(now));
  }

  /** It said that it shuts down. */
  boolean shutDown() {
    return state == State.AWAY && bye.filter(ByeReason.SHUTDOWN::equals).isPresent();
  }
}
