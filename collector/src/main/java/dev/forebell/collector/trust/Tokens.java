package dev.forebell.collector.trust;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.port.AgentBook;
import dev.forebell.collector.port.AgentBook.Refused;
import dev.forebell.collector.port.AgentBook.TokenOrder;
import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.EnrolmentToken;
import dev.forebell.common.model.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes and ends tokens. */
final class Tokens {
  private static final Duration LONGEST = Duration.ofDays(3_650);
  private static final int MOST_USES = 100_000;

  private final TrustState state;
  private final CustomerBook customers;
  private final SecureRandom random;

  Tokens(TrustState state, CustomerBook customers, SecureRandom random) {
    this.state = state;
    this.customers = customers;
    this.random = random;
  }

  /** A token and its secret, which is not kept. */
  record Made(EnrolmentToken token, Secret secret) {}

  Made create(TokenOrder order) {
    check(order);
    Secret secret = SecretText.token(random);
    synchronized (state) {
      Instant now = state.now();
      EnrolmentToken token =
          new EnrolmentToken(
              SecretText.id(random, 5),
              SecretText.hash(secret.reveal()),
              order.customer(),
              order.site(),
              order.kind(),
              order.host(),
              order.uses(),
              0,
              order.clones(),
              order.pool(),
              order.retireAfter(),
              now,
              now.plus(order.lasts()),
              order.by(),
              Optional.empty());
      state.save(
          new Changes()
              .put(token)
              .note(
                  now,
                  order.by(),
                  "token.created",
                  token.id(),
                  "customer "
                      + order.customer()
                      + ", site "
                      + order.site()
                      + ", uses "
                      + order.uses()
                      + ", until "
                      + token.expiresAt()));
      return new Made(token, secret);
    }
  }

  private void check(TokenOrder order) {
    CustomerConfig customer =
        customers.customers().stream()
            .filter(one -> one.id().equals(order.customer()))
            .findFirst()
            .orElseThrow(
                () -> new Refused("no_such_customer", "there is no customer " + order.customer()));
    if (!customer.sites().containsKey(order.site())) {
      throw new Refused(
          "no_such_site",
          "customer "
              + order.customer()
              + " has no site "
              + order.site()
              + "; expected one of "
              + customer.sites().keySet());
    }
    if (order.uses() < 1 || order.uses() > MOST_USES) {
      throw new Refused("bad_uses", "uses: expected 1 to " + MOST_USES);
    }
    if (!order.lasts().isPositive() || order.lasts().compareTo(LONGEST) > 0) {
      throw new Refused("bad_ttl", "ttl: expected up to ten years");
    }
    if (order.host().isPresent() && (order.uses() > 1 || order.pool().isPresent())) {
      throw new Refused("bad_host", "a token for one host has one use and no pool");
    }
  }

  EnrolmentToken revoke(String id, String by) {
    synchronized (state) {
      EnrolmentToken token =
          state
              .token(id)
              .orElseThrow(() -> new AgentBook.Refused("no_such_token", "there is no token " + id));
      if (token.revokedAt().isPresent()) {
        return token;
      }
      EnrolmentToken revoked = token.revoked(state.now());
      state.save(new Changes().put(revoked).note(state.now(), by, "token.revoked", id, "by hand"));
      return revoked;
    }
  }
}
