package dev.forebell.agent.link;

import dev.forebell.common.wire.Frame;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who the agent is in the attempt or session of the moment, and what became of it. One thread. */
final class IdentityTurn {
  private final LinkSource source;
  private Optional<LinkSettings> settings = Optional.empty();
  private Optional<Frame.RejectCode> refusedWith = Optional.empty();
  private boolean renewalAsked;

  IdentityTurn(LinkSource source) {
    this.source = source;
  }

  /** A new attempt begins. */
  void begins() {
    settings = Optional.empty();
    refusedWith = Optional.empty();
    renewalAsked = false;
  }

  void dialling(LinkSettings with) {
    settings = Optional.of(with);
  }

  /** The same Hello, said by who the agent is now. */
  Frame.Hello of(Frame.Hello hello) {
    LinkSettings with = settings.orElseThrow();
    return new Frame.Hello(
        hello.version(),
        with.agentId(),
        hello.bootId(),
        hello.agentTime(),
        hello.lanes(),
        hello.facts(),
        with.machine(),
        hello.address());
  }

  String collector() {
    return settings.map(with -> with.collector().toString()).orElse("collector");
  }

  void welcomed() {
    settings.ifPresent(source::welcomed);
  }

  void refused(Frame.RejectCode code) {
    refusedWith = Optional.of(code);
  }

  /** It ended without a welcome. */
  void failed() {
    settings.ifPresent(with -> source.failed(with, refusedWith));
  }

  /** What to ask for, once a session, when it is due. */
  Optional<Frame.Renew> renewal(Instant now) {
    Optional<Frame.Renew> renew = renewalAsked ? Optional.empty() : source.renewal(now);
    renewalAsked |= renew.isPresent();
    return renew;
  }

  /** A further certificate came, or none; whether to connect anew. */
  boolean renewed(List<String> chain) {
    return source.renewed(chain);
  }
}
