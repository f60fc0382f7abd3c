package dev.forebell.collector.trust;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.port.AgentBook.Stranger;
import dev.forebell.collector.port.AgentCredential;
import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentDesk;
import dev.forebell.collector.port.EnrolmentToken;
import dev.forebell.common.model.HostId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides who a machine becomes that shows a token, or that turned out to be a copy. */
final class Enrolments implements EnrolmentDesk {
  private static final int ID_BYTES = 12;

  private final TrustState state;
  private final Credentials credentials;
  private final Strangers strangers;
  private final CustomerBook customers;
  private final Predicate<HostId> live;
  private final SecureRandom random;

  /**
   * @param live whether a host has a session at this moment
   */
  Enrolments(
      TrustState state,
      Credentials credentials,
      Strangers strangers,
      CustomerBook customers,
      Predicate<HostId> live,
      SecureRandom random) {
    this.state = state;
    this.credentials = credentials;
    this.strangers = strangers;
    this.customers = customers;
    this.live = live;
    this.random = random;
  }

  @Override
  public Answer enrol(Request request, Optional<String> proven) {
    synchronized (state) {
      return request.token().isPresent()
          ? byToken(request, request.token().get())
          : proven
              .flatMap(state::agent)
              .map(original -> byCopy(request, original))
              .orElseGet(
                  () -> refused("no_token", "neither a token nor a known identity was shown"));
    }
  }

  private Answer byToken(Request request, String secret) {
    Optional<EnrolmentToken> found = state.tokenOf(SecretText.hash(secret));
    if (found.isEmpty()) {
      return refused(
          "unknown_token", "this token is unknown; make one with: forebell enrol create");
    }
    EnrolmentToken token = found.get();
    String purpose = "enrol " + secret;
    Optional<Answer> again = again(request, purpose, token.id());
    if (again.isPresent()) {
      return again.get();
    }
    Instant now = state.now();
    Optional<EnrolledAgent> seat = token.pool().flatMap(pool -> seat(token, pool, request));
    Optional<String> closed = token.closed(now).filter(_ -> seat.isEmpty());
    if (closed.isPresent() || token.revokedAt().isPresent()) {
      return refused(
          "token_closed",
          "this token "
              + closed.orElse("was revoked")
              + "; make another with: forebell enrol create");
    }
    if (token.pool().isPresent() && request.seat().isEmpty()) {
      return refused("no_seat", "this token is for the seats of a pool: name this one with --seat");
    }
    Optional<EnrolledAgent> before = seat.or(() -> predecessor(token, request));
    return before.isPresent()
        ? admit(request, purpose, token, before.get(), true, seat.isPresent())
        : admit(request, purpose, token, fresh(token, request), false, false);
  }

  /**
   * The reply may have been lost: the same key gets the same answer, whatever the token says now.
   * On another machine it is a copied key, and no answer.
   */
  private Optional<Answer> again(Request request, String purpose, String token) {
    return state
        .credential(Credentials.hashOf(request.key()))
        .flatMap(known -> again(request, purpose, token, known));
  }

  private Optional<Answer> again(
      Request request, String purpose, String token, AgentCredential known) {
    boolean good =
        credentials.made(purpose, request.key(), known.agent(), state.now()).isPresent()
            && state.now().isBefore(known.endsAt());
    return state
        .agent(known.agent())
        .filter(agent -> good && agent.active() && agent.token().equals(token))
        .filter(agent -> MachinePrint.same(agent.machine(), request.machine()))
        .map(agent -> (Answer) new Answer.Enrolled(agent, known.certificate()))
        .or(() -> Optional.of(refused("key_in_use", "this key is known already; make a new one")));
  }

  /** The seat of a pool as it was before its desktop was reset. */
  private Optional<EnrolledAgent> seat(EnrolmentToken token, String pool, Request request) {
    return request.seat().stream()
        .flatMap(
            name ->
                state.agents().stream()
                    .filter(EnrolledAgent::active)
                    .filter(agent -> agent.customer().equals(token.customer()))
                    .filter(agent -> agent.seat().equals(Optional.of(pool + "/" + name))))
        .findFirst();
  }

  /**
   * Whom this machine replaces: the agent of the one host that the token is for, or an earlier
   * installation on the very same machine, which is not running any more.
   */
  private Optional<EnrolledAgent> predecessor(EnrolmentToken token, Request request) {
    if (token.host().isPresent()) {
      return token.host().flatMap(state::activeOn);
    }
    return state
        .activeOn(new HostId(HostNames.plain(request.hostName())))
        .filter(agent -> MachinePrint.surelySame(agent.machine(), request.machine()))
        .filter(agent -> agent.customer().equals(token.customer()))
        .filter(agent -> agent.site().equals(token.site()))
        .filter(agent -> !live.test(agent.host()));
  }

  private EnrolledAgent fresh(EnrolmentToken token, Request request) {
    Optional<String> seat =
        token.pool().flatMap(pool -> request.seat().map(name -> pool + "/" + name));
    String name = seat.map(path -> path.replace('/', '-')).orElse(request.hostName());
    HostId host = token.host().orElseGet(() -> hostFor(token, name));
    return agent(token, request, host, Optional.empty(), seat);
  }

  private EnrolledAgent agent(
      EnrolmentToken token,
      Request request,
      HostId host,
      Optional<String> cloneOf,
      Optional<String> seat) {
    Instant now = state.now();
    return new EnrolledAgent(
        SecretText.id(random, ID_BYTES),
        host,
        token.customer(),
        token.site(),
        token.kind(),
        token.id(),
        request.hostName(),
        request.machine(),
        EnrolledAgent.State.ACTIVE,
        cloneOf,
        seat,
        token.retireAfter(),
        now,
        now);
  }

  /** A configured host of this customer and site waits for its agent; any other name is taken. */
  private HostId hostFor(EnrolmentToken token, String name) {
    return waiting(token, name).orElseGet(() -> HostNames.free(name, id -> taken(token, id)));
  }

  /** Some systems give their name in capitals, and people write it as they like. */
  private Optional<HostId> waiting(EnrolmentToken token, String name) {
    String plain = HostNames.plain(name);
    return customers.customers().stream()
        .filter(customer -> customer.id().equals(token.customer()))
        .flatMap(customer -> customer.hosts().keySet().stream())
        .filter(id -> id.value().equalsIgnoreCase(plain) && !taken(token, id))
        .findFirst();
  }

  private boolean taken(EnrolmentToken token, HostId id) {
    return state.activeOn(id).isPresent()
        || customers.customers().stream()
            .anyMatch(customer -> holds(customer, id) && !waits(customer, token, id));
  }

  private static boolean holds(CustomerConfig customer, HostId id) {
    return customer.hosts().containsKey(id);
  }

  private static boolean waits(CustomerConfig customer, EnrolmentToken token, HostId id) {
    return customer.id().equals(token.customer())
        && Optional.ofNullable(customer.hosts().get(id))
            .filter(host -> host.site().equals(token.site()))
            .isPresent();
  }

  /**
   * @param known it was an agent before: its older credentials end now
   * @param free costs the token nothing
   */
  private Answer admit(
      Request request,
      String purpose,
      EnrolmentToken token,
      EnrolledAgent agent,
      boolean known,
      boolean free) {
    Instant now = state.now();
    Optional<AgentCredential> made = credentials.made(purpose, request.key(), agent.id(), now);
    if (made.isEmpty()) {
      return refused("bad_key", "the key is none of P-256, or its proof is wrong");
    }
    EnrolledAgent admitted = known ? renewed(agent, token, request, now) : agent;
    Changes changes = new Changes().put(admitted).put(made.get());
    if (!free) {
      changes.put(token.usedOnce());
    }
    if (known) {
      state.credentialsOf(agent.id()).forEach(old -> changes.put(old.ending(now)));
    }
    changes.note(
        now,
        "token:" + token.id(),
        known ? "agent.enrolled_again" : "agent.enrolled",
        agent.id(),
        "host "
            + agent.host()
            + ", calling itself "
            + request.hostName()
            + agent.cloneOf().map(original -> ", a copy of " + original).orElse(""));
    state.save(changes);
    return new Answer.Enrolled(admitted, made.get().certificate());
  }

  private static EnrolledAgent renewed(
      EnrolledAgent agent, EnrolmentToken token, Request request, Instant now) {
    return new EnrolledAgent(
        agent.id(),
        agent.host(),
        agent.customer(),
        agent.site(),
        agent.kind(),
        token.id(),
        request.hostName(),
        request.machine(),
        agent.state(),
        agent.cloneOf(),
        agent.seat(),
        token.retireAfter(),
        agent.enrolledAt(),
        now);
  }

  /** The connection proved the original's identity; which machine it is was seen at its hello. */
  private Answer byCopy(Request request, EnrolledAgent original) {
    Optional<EnrolmentToken> token = state.token(original.token());
    Optional<Stranger> stranger = strangers.of(original.id(), request.machine(), request.bootId());
    String purpose = "clone " + original.id();
    Optional<Answer> again = again(request, purpose, original.token());
    if (again.isPresent()) {
      return again.get();
    }
    if (token.isEmpty() || stranger.isEmpty() || !stranger.get().allowed()) {
      return refused("no_copy", "this machine may not become a host of its own by itself");
    }
    if (token.get().used() >= token.get().uses()) {
      return refused("token_closed", "the token of the original is used up");
    }
    EnrolledAgent copy =
        agent(
            token.get(),
            request,
            hostFor(token.get(), request.hostName()),
            Optional.of(original.id()),
            Optional.empty());
    Answer answer = admit(request, purpose, token.get(), copy, false, false);
    strangers.forget(stranger.get());
    return answer;
  }

  private static Answer refused(String code, String text) {
    return new Answer.Refused(code, text);
  }
}
