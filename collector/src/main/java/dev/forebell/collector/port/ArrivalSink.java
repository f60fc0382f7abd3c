package dev.forebell.collector.port;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Sample;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes what arrives of hosts without our agent. Thread-safe. */
public interface ArrivalSink {
  /**
   * Whether a source may speak of a host: it is its own, or new and there is room.
   *
   * @param name as the sender calls it
   */
  Admission admit(Source source, HostId name);

  /**
   * What a host said at one time.
   *
   * @param sampledAt by the sender's clock
   * @return done when it is committed; failed: send it again
   */
  CompletionStage<Boolean> arrived(
      Source source, HostId host, Instant sampledAt, List<Sample> samples);

  /** What becomes of a host that somebody speaks of. */
  enum Admission {
    ADMITTED,
    /** It has an agent, or belongs to somebody else. */
    FOREIGN,
    /** The source has as many hosts as it may have. */
    TOO_MANY
  }
}
