package dev.forebell.agent.link;

import dev.forebell.common.wire.Frame;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the collector is and who the agent is there, asked before each attempt: both may change in
 * the life of a link, by enrolment and renewal.
 */
public interface LinkSource {
  /**
   * As it stands now. May block, away from the link's thread.
   *
   * @throws IOException with a sentence for the user, if the agent is nobody yet
   */
  LinkSettings current() throws IOException;

  /** The collector welcomed a session with these settings. Must not block long. */
  default void welcomed(LinkSettings with) {}

  /** It did not come to a session, or was refused; {@code code} if the collector said why. */
  default void failed(LinkSettings with, Optional<Frame.RejectCode> code) {}

  /** What to ask the collector for at this time: a further certificate, if it is due. */
  default Optional<Frame.Renew> renewal(Instant now) {
    return Optional.empty();
  }

  /**
   * The collector's answer to it.
   *
   * @return whether to connect anew, with what {@link #current} then says
   */
  default boolean renewed(List<String> chain) {
    return false;
  }

  /** Settings that never change. */
  static LinkSource of(LinkSettings settings) {
    return () -> settings;
  }
}
