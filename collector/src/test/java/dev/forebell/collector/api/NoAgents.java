package dev.forebell.collector.api;

import dev.forebell.collector.port.AgentBook;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentToken;
import dev.forebell.collector.port.TrustStore.TrustNote;
import java.util.List;

/** A collector with which no agent enrolled. */
final class NoAgents implements AgentBook {
  @Override
  public List<EnrolmentToken> tokens() {
    return List.of();
  }

  @Override
  public NewToken create(TokenOrder order) {
    throw new Refused("no_such_customer", "there is no customer " + order.customer());
  }

  @Override
  public EnrolmentToken revokeToken(String id, String by) {
    throw new Refused("no_such_token", "there is no token " + id);
  }

  @Override
  public List<EnrolledAgent> agents() {
    return List.of();
  }

  @Override
  public List<Stranger> strangers() {
    return List.of();
  }

  @Override
  public EnrolledAgent revoke(String agent, String by) {
    throw new Refused("no_such_agent", "there is no agent " + agent);
  }

  @Override
  public EnrolledAgent acceptMachine(String agent, String by) {
    throw new Refused("no_such_agent", "there is no agent " + agent);
  }

  @Override
  public List<TrustNote> notes(int limit) {
    return List.of();
  }
}
