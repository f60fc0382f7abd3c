package dev.forebell.collector.port;

import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.WebhookEndpoint.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes messages of the outbox that are for people. Thread-safe; never blocks the caller. */
public interface PeopleSender {
  /** Knows no channel. */
  PeopleSender NONE =
      new PeopleSender() {
        @Override
        public Optional<Pace> pace(String channel) {
          return Optional.empty();
        }

        @Override
        public boolean digests(String channel) {
          return false;
        }

        @Override
        public CompletionStage<Answer> send(List<Pending> messages) {
          return CompletableFuture.completedStage(new Answer.Refused("channel_unknown", ""));
        }
      };

  /** How much a channel may get; empty: there is none of that id. */
  Optional<Pace> pace(String channel);

  /** Whether several messages to it can go as one. */
  boolean digests(String channel);

  /**
   * Sends messages to one address: as one message if there are several. The stage completes
   * normally.
   */
  CompletionStage<Answer> send(List<Pending> messages);

  /** What became of it. */
  sealed interface Answer {
    record Taken() implements Answer {}

    /**
     * It may work later.
     *
     * @param code few distinct values, for meters
     * @param detail one line for people, without secrets
     * @param after what the channel asked for
     */
    record Later(String code, String detail, Optional<Duration> after) implements Answer {}

    /** It will hardly ever work. */
    record Refused(String code, String detail) implements Answer {}
  }
}
