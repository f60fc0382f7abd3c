package dev.forebell.collector.intake;

import dev.forebell.collector.port.Source;
import java.util.concurrent.CompletableFuture;

/** One way in: where senders post, how it is read, how it is answered. Thread-safe. */
interface Way {
  /** Where senders post. */
  String path();

  /**
   * Takes what a source sent.
   *
   * @throws BadRequest if it cannot be taken; nothing of it was
   */
  Taken take(Source source, Delivered delivered) throws BadRequest;

  /**
   * How a request that is not taken is answered.
   *
   * @param again whether sending it again may help
   */
  Answer refusal(Delivered delivered, int status, String why, boolean again);

  /** Tells of whatever is complete by now; called twice a second. */
  default void tellComplete() {}

  /**
   * What became of a request.
   *
   * @param answer given as soon as {@code committed} is done; if that fails it is a refusal
   */
  record Taken(Answer answer, CompletableFuture<Void> committed) {}
}
