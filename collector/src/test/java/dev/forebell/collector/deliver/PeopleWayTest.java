package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.PeopleSender;
import dev.forebell.collector.port.WebhookEndpoint.Pace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class PeopleWayTest {
  /** A message that it cannot read. */
  private static final PeopleSender THROWING =
      new PeopleSender() {
        @Override
        public Optional<Pace> pace(String channel) {
          return Optional.of(Pace.USUAL);
        }

        @Override
        public boolean digests(String channel) {
          return false;
        }

        @Override
        public CompletionStage<Answer> send(List<Pending> messages) {
          throw new IllegalStateException("no such field");
        }
      };

  @Test
  void aMessageThatCannotBeReadIsTriedAgainAndGivenUpLikeAnyOther() {
    Conclusion conclusion = new PeopleWay(THROWING).send(List.of()).toCompletableFuture().join();
    DeliveryResult.Retry retry = assertInstanceOf(DeliveryResult.Retry.class, conclusion.result());
    assertEquals("internal", retry.code());
  }
}
