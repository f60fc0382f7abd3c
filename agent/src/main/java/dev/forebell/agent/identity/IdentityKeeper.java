package dev.forebell.agent.identity;

import dev.forebell.agent.link.LinkIdentity;
import dev.forebell.agent.link.LinkSettings;
import dev.forebell.agent.link.LinkSource;
import dev.forebell.agent.link.NoIdentity;
import dev.forebell.common.model.Secret;
import dev.forebell.common.wire.Frame;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who the agent is at each attempt to connect: enrols with the configured token while it is nobody,
 * follows one certificate by another, and becomes a host of its own if it turns out to be a copy.
 */
public final class IdentityKeeper implements LinkSource {
  private static final System.Logger LOG = System.getLogger(IdentityKeeper.class.getName());

  private final IdentityFolder folder;
  private final Enrolment enrolment;
  private final Renewal renewal;
  private final Defaults defaults;

  // Guarded by this.
  private Optional<IdentityFolder.Kept> kept = Optional.empty();
  private boolean isCopy;

  /**
   * What the configuration says.
   *
   * @param base boot, machine, trust, proxy and limits; its identity and address are not used
   * @param collector the configured address; empty: where the agent enrolled
   * @param token to enrol with where there is no identity yet
   */
  public record Defaults(
      LinkSettings base,
      Optional<URI> collector,
      Optional<Secret> token,
      String hostName,
      Optional<String> seat,
      boolean bySecret) {}

  /**
   * @param folder where the identity stands, or will
   */
  public IdentityKeeper(IdentityFolder folder, Defaults defaults) {
    this.folder = folder;
    this.defaults = defaults;
    this.enrolment = new Enrolment(folder);
    this.renewal = new Renewal(folder);
  }

  @Override
  public synchronized LinkSettings current() throws IOException {
    try {
      if (kept.isEmpty()) {
        kept = folder.read();
        if (kept.isPresent()) {
          folder.tidy(kept.get());
        }
      }
      if (kept.isEmpty()) {
        kept = Optional.of(enrol());
      } else if (isCopy) {
        isCopy = false;
        kept = Optional.of(becomeOwn(kept.get()));
      }
      return settings(kept.get());
    } catch (NoIdentity e) {
      throw e;
    } catch (IOException e) {
      throw new NoIdentity(String.valueOf(e.getMessage()), e);
    }
  }

  private IdentityFolder.Kept enrol() throws IOException {
    if (defaults.token().isEmpty() || defaults.collector().isEmpty()) {
      throw new NoIdentity(
          "this host has not enrolled: run the command that 'forebell enrol create' prints on the"
              + " collector");
    }
    LinkSettings nobody =
        defaults.base().at(defaults.collector().get()).as(new LinkIdentity.None(), "");
    IdentityFolder.Kept fresh = enrolment.withToken(order(nobody, defaults.token()));
    LOG.log(Level.INFO, "enrolled as {0}", fresh.host());
    return fresh;
  }

  private IdentityFolder.Kept becomeOwn(IdentityFolder.Kept original) throws IOException {
    IdentityFolder.Kept fresh =
        enrolment.asCopyOf(original.agent(), order(settings(original), Optional.empty()));
    LOG.log(
        Level.INFO,
        "this machine is a copy of {0}: enrolled as {1}",
        original.host(),
        fresh.host());
    return fresh;
  }

  private Enrolment.Order order(LinkSettings collector, Optional<Secret> token) {
    return new Enrolment.Order(
        collector, token, defaults.hostName(), defaults.seat(), defaults.bySecret());
  }

  private LinkSettings settings(IdentityFolder.Kept who) throws IOException {
    LinkSettings base = defaults.base();
    URI address = defaults.collector().orElseGet(() -> URI.create(who.collector()));
    LinkIdentity identity = renewal.next().orElse(Enrolment.identity(folder, who));
    return new LinkSettings(
        address,
        identity,
        who.agent(),
        base.bootId(),
        base.machine(),
        Enrolment.trust(who, base.trust()),
        base.proxy(),
        base.limits());
  }

  @Override
  public synchronized void welcomed(LinkSettings with) {
    try {
      if (kept.isPresent()) {
        kept = Optional.of(renewal.proven(with.identity(), kept.get()));
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the new certificate works but was not kept: {0}", e.getMessage());
    }
  }

  @Override
  public synchronized void failed(LinkSettings with, Optional<Frame.RejectCode> code) {
    isCopy = code.equals(Optional.of(Frame.RejectCode.CLONE));
    try {
      renewal.failed(with.identity(), code.equals(Optional.of(Frame.RejectCode.UNKNOWN_KEY)));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a certificate that does not work stays: {0}", e.getMessage());
    }
  }

  @Override
  public synchronized Optional<Frame.Renew> renewal(Instant now) {
    try {
      return kept.isEmpty() ? Optional.empty() : renewal.due(kept.get(), now);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the certificate cannot be renewed: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public synchronized boolean renewed(List<String> chain) {
    try {
      return renewal.came(chain);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the new certificate was not kept: {0}", e.getMessage());
      return false;
    }
  }
}
