package dev.forebell.collector.app;

import dev.forebell.collector.ingest.AgentEndpoint;
import dev.forebell.collector.trust.TrustBook.Address;
import java.net.URI;
import java.util.Optional;

/** Where a new agent is told to dial: the port for other machines, or loopback if there is none. */
final class AgentAddress {
  private volatile Address loopback = new Address("", Optional.empty());
  private volatile Optional<TlsFront> secure = Optional.empty();

  void plain(URI address) {
    loopback =
        new Address(
            "ws://" + address.getHost() + ":" + address.getPort() + AgentEndpoint.PATH,
            Optional.empty());
  }

  void secure(TlsFront front) {
    secure = Optional.of(front);
  }

  Address now() {
    return secure
        .map(front -> new Address(front.address(), Optional.of(front.pin())))
        .orElse(loopback);
  }
}
