package dev.forebell.collector.app;

import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ingest.AgentDirectory;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.collector.ingest.AgentRegistry;
import dev.forebell.collector.ledger.LedgerException;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.trust.Fingerprints;
import dev.forebell.collector.trust.TrustBook;
import dev.forebell.common.model.Secret;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may connect: the keys of {@code agents.yaml}, and whoever enrolled. */
final class LiveDirectory implements AgentDirectory {
  private static final System.Logger LOG = System.getLogger(LiveDirectory.class.getName());
  private static final Pattern AFTER_EACH = Pattern.compile("(?<=-----END CERTIFICATE-----)\\s*");

  private final AgentRegistry registry;
  private final TrustBook trust;
  private final EngineQueue engine;
  private final EngineClock clock;

  LiveDirectory(AgentRegistry registry, TrustBook trust, EngineQueue engine, EngineClock clock) {
    this.registry = registry;
    this.trust = trust;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public Optional<AgentIdentity> byKey(Secret key) {
    return registry
        .find(key)
        .or(
            () ->
                trust
                    .credentials()
                    .bySecret(key)
                    .map(
                        agent ->
                            identity(
                                agent,
                                Fingerprints.of(key.reveal().getBytes(StandardCharsets.UTF_8)))));
  }

  @Override
  public Optional<AgentIdentity> byCertificate(X509Certificate certificate) {
    return trust
        .credentials()
        .byCertificate(certificate)
        .map(agent -> identity(agent, Fingerprints.ofKey(certificate)));
  }

  private static AgentIdentity identity(EnrolledAgent agent, String credential) {
    return new AgentIdentity(
        agent.host(),
        agent.customer(),
        agent.site(),
        agent.kind(),
        Optional.of(new AgentIdentity.Enrolled(agent.id(), credential, agent.seat().isPresent())));
  }

  private Optional<EnrolledAgent> agent(AgentIdentity identity) {
    return identity.enrolled().flatMap(enrolled -> trust.agent(enrolled.agent()));
  }

  @Override
  public boolean isSameMachine(AgentIdentity identity, Presence presence) {
    return agent(identity)
        .map(agent -> trust.isSameMachine(agent, presence.machine()))
        .orElse(true);
  }

  @Override
  public boolean stranger(AgentIdentity identity, Presence presence) {
    Optional<TrustBook.Verdict> verdict =
        agent(identity)
            .map(
                agent ->
                    trust.stranger(
                        agent, presence.hostName(), presence.machine(), presence.bootId()));
    if (verdict.filter(TrustBook.Verdict::news).isPresent()) {
      LOG.log(
          Level.WARNING,
          "another machine, calling itself {0}, came as {1}",
          presence.hostName(),
          identity.host());
      engine.offer(
          new EngineInput.Link(
              identity.host(), new HostInput.Cloned(clock.instant(), presence.bootId())));
    }
    return verdict.map(TrustBook.Verdict::allowed).orElse(false);
  }

  /** What is written here is a convenience: a store that is full keeps nobody out. */
  @Override
  public void connected(AgentIdentity identity, Presence presence) {
    try {
      agent(identity)
          .ifPresent(agent -> trust.connected(agent, presence.hostName(), presence.machine()));
      identity.enrolled().ifPresent(enrolled -> trust.credentials().used(enrolled.credential()));
    } catch (LedgerException e) {
      LOG.log(Level.DEBUG, "not written that " + identity.host() + " connected", e);
    }
  }

  @Override
  public List<String> renew(AgentIdentity identity, String publicKey, String proof) {
    try {
      return identity
          .enrolled()
          .flatMap(enrolled -> trust.credentials().renew(enrolled.agent(), publicKey, proof))
          .map(pem -> AFTER_EACH.splitAsStream(pem).filter(one -> !one.isBlank()).toList())
          .orElse(List.of());
    } catch (LedgerException e) {
      LOG.log(Level.WARNING, "a certificate was not renewed: {0}", e.getMessage());
      return List.of();
    }
  }
}
