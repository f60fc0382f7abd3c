package dev.forebell.collector.trust;

import dev.forebell.collector.port.AgentBook;
import dev.forebell.collector.port.AgentCredential;
import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentDesk;
import dev.forebell.collector.port.EnrolmentToken;
import dev.forebell.collector.port.TrustStore;
import dev.forebell.common.model.HostId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The room as the rest of the collector sees it. */
public final class TrustBook implements AgentBook {
  /** Where agents dial the collector, and what they pin there. */
  public record Address(String url, Optional<String> pin) {}

  /** A reconnect after less than this is not worth a write. */
  private static final Duration SEEN_EXACTLY = Duration.ofHours(1);

  private final TrustState state;
  private final Tokens tokens;
  private final Credentials credentials;
  private final Strangers strangers;
  private final Enrolments enrolments;
  private final Supplier<Address> address;
  private final Consumer<HostId> cut;

  /**
   * @param customers as configured, enrolled hosts included
   * @param live whether a host has a session at this moment
   * @param cut ends a host's session
   * @param address where agents dial the collector
   */
  public TrustBook(
      TrustStore store,
      Authority authority,
      CustomerBook customers,
      Predicate<HostId> live,
      Consumer<HostId> cut,
      Supplier<Address> address,
      InstantSource clock) {
    SecureRandom random = new SecureRandom();
    this.state = new TrustState(store, clock);
    this.tokens = new Tokens(state, customers, random);
    this.credentials = new Credentials(state, authority);
    this.strangers = new Strangers(state);
    this.enrolments = new Enrolments(state, credentials, strangers, customers, live, random);
    this.address = address;
    this.cut = cut;
  }

  /** Where machines become agents. */
  public EnrolmentDesk enrolments() {
    return enrolments;
  }

  /** Whose a credential is. */
  public Credentials credentials() {
    return credentials;
  }

  /** The agent of this id. */
  public Optional<EnrolledAgent> agent(String id) {
    return state.agent(id);
  }

  /** Whether a machine that proved to be this agent is the one that enrolled. */
  public boolean isSameMachine(EnrolledAgent agent, String machine) {
    return MachinePrint.same(agent.machine(), machine);
  }

  /**
   * A machine proved an identity that is another machine's.
   *
   * @return whether it may become a host of its own, and whether this is the first one for a while
   */
  public Verdict stranger(EnrolledAgent as, String hostName, String machine, String bootId) {
    synchronized (state) {
      Strangers.Came came = strangers.came(as, hostName, machine, bootId);
      return new Verdict(came.stranger().allowed(), came.news());
    }
  }

  /** About a stranger. */
  public record Verdict(boolean allowed, boolean news) {}

  /** A session of this agent stands. */
  public void connected(EnrolledAgent agent, String hostName, String machine) {
    synchronized (state) {
      EnrolledAgent now = state.agent(agent.id()).orElse(agent);
      boolean known =
          now.hostName().equals(hostName)
              && MachinePrint.merged(now.machine(), machine).equals(now.machine())
              && now.seenAt().plus(SEEN_EXACTLY).isAfter(state.now());
      if (known) {
        return;
      }
      Changes changes =
          new Changes()
              .put(now.seen(hostName, MachinePrint.merged(now.machine(), machine), state.now()));
      if (!now.hostName().equals(hostName)) {
        changes.note(
            state.now(),
            "agent:" + now.id(),
            "agent.renamed",
            now.id(),
            now.hostName() + " calls itself " + hostName);
      }
      state.save(changes);
    }
  }

  /** Forgets seats and hosts that were not seen for as long as their token says. */
  public List<EnrolledAgent> retire(Predicate<HostId> connected) {
    synchronized (state) {
      Instant now = state.now();
      List<EnrolledAgent> gone = new ArrayList<>();
      Changes changes = new Changes();
      for (EnrolledAgent agent : state.agents()) {
        boolean old =
            agent.retireAfter().map(age -> agent.seenAt().plus(age).isBefore(now)).orElse(false);
        if (agent.active() && old && !connected.test(agent.host())) {
          gone.add(agent);
          changes
              .put(agent.in(EnrolledAgent.State.RETIRED))
              .note(now, "system:collector", "agent.retired", agent.id(), "host " + agent.host());
        }
      }
      if (!gone.isEmpty()) {
        state.save(changes);
      }
      return gone;
    }
  }

  @Override
  public List<EnrolmentToken> tokens() {
    return state.tokens();
  }

  @Override
  public NewToken create(TokenOrder order) {
    Tokens.Made made = tokens.create(order);
    Address at = address.get();
    return new NewToken(made.token(), made.secret(), at.url(), at.pin());
  }

  @Override
  public EnrolmentToken revokeToken(String id, String by) {
    return tokens.revoke(id, by);
  }

  @Override
  public List<EnrolledAgent> agents() {
    return state.agents();
  }

  @Override
  public List<Stranger> strangers() {
    return strangers.all();
  }

  @Override
  public EnrolledAgent revoke(String agent, String by) {
    EnrolledAgent revoked;
    synchronized (state) {
      EnrolledAgent found = named(agent);
      revoked = found.in(EnrolledAgent.State.REVOKED);
      Changes changes =
          new Changes()
              .put(revoked)
              .note(state.now(), by, "agent.revoked", found.id(), "host " + found.host());
      for (AgentCredential credential : state.credentialsOf(found.id())) {
        changes.put(credential.ending(state.now()));
      }
      state.save(changes);
    }
    cut.accept(revoked.host());
    return revoked;
  }

  private EnrolledAgent named(String agent) {
    return state
        .agent(agent)
        .filter(EnrolledAgent::active)
        .or(() -> HostId.valid(agent) ? state.activeOn(new HostId(agent)) : Optional.empty())
        .orElseThrow(() -> new Refused("no_such_agent", "there is no agent " + agent));
  }

  @Override
  public EnrolledAgent acceptMachine(String agent, String by) {
    EnrolledAgent moved;
    synchronized (state) {
      EnrolledAgent found = named(agent);
      Stranger stranger =
          strangers
              .latestOf(found.id())
              .orElseThrow(
                  () -> new Refused("no_stranger", "no other machine came as " + found.host()));
      moved = found.seen(stranger.hostName(), stranger.machine(), state.now());
      state.save(
          new Changes()
              .put(moved)
              .note(
                  state.now(),
                  by,
                  "agent.moved",
                  found.id(),
                  "host "
                      + found.host()
                      + " is the machine that calls itself "
                      + stranger.hostName()));
      strangers.forget(stranger);
    }
    cut.accept(moved.host());
    return moved;
  }

  @Override
  public List<TrustStore.TrustNote> notes(int limit) {
    return state.notes(limit);
  }
}
