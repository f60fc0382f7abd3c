package dev.forebell.collector.app;

import dev.forebell.collector.config.AgentPort;
import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.ingest.AgentEndpoint;
import dev.forebell.collector.ingest.SecurePort;
import dev.forebell.collector.ingest.ServerTls;
import dev.forebell.collector.trust.Authority;
import dev.forebell.collector.trust.ServerCertificate;
import dev.forebell.collector.trust.TrustProblem;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The agents' port with the certificate that it shows, and how that one is exchanged while sessions
 * stay. One of the own authority is renewed without being asked.
 */
final class TlsFront implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TlsFront.class.getName());
  private static final Duration LOOKED_AT_EVERY = Duration.ofHours(6);

  private final Vertx vertx;
  private final Path config;
  private final TrustFolder folder;
  private final SecurePort port;
  private final long timer;
  private AgentPort configured; // guarded by this
  private volatile ServerCertificate shown;

  private TlsFront(
      Vertx vertx,
      Path config,
      TrustFolder folder,
      AgentPort configured,
      ServerCertificate shown,
      SecurePort port) {
    this.vertx = vertx;
    this.config = config;
    this.folder = folder;
    this.configured = configured;
    this.shown = shown;
    this.port = port;
    this.timer =
        vertx.setPeriodic(
            LOOKED_AT_EVERY.toMillis(), _ -> Thread.ofVirtual().start(this::lookAgain));
  }

  /** The collector's authority, and the folder where it keeps its certificates. */
  record TrustFolder(Path path, Authority authority, InstantSource clock) {
    /**
     * Opens the authority of a data folder, making one at the first start.
     *
     * @throws StartRefused if the one that is there cannot be used
     */
    static TrustFolder of(Path data, InstantSource clock) throws StartRefused {
      Path path = data.resolve("trust");
      try {
        return new TrustFolder(path, Authority.open(path, clock.instant()), clock);
      } catch (IOException | TrustProblem e) {
        throw new StartRefused(
            List.of(
                "the collector's certificate authority cannot be used: " + e.getMessage(),
                "restore " + path + " from a backup; without it every agent must enrol again"));
      }
    }
  }

  /**
   * Opens the port if the configuration has one.
   *
   * @param health what {@code /healthz} answers
   */
  static Optional<TlsFront> open(
      Vertx vertx,
      Path config,
      TrustFolder folder,
      Configuration configuration,
      HttpFront front,
      CollectorHealth health)
      throws StartRefused {
    if (configuration.collector().tls().isEmpty()) {
      return Optional.empty();
    }
    AgentPort wanted = configuration.collector().tls().get();
    ServerCertificate certificate;
    try {
      certificate = certificate(wanted, config, folder);
    } catch (IOException | TrustProblem e) {
      throw new StartRefused(List.of("tls: " + e.getMessage()));
    }
    try {
      SecurePort port =
          SecurePort.open(
                  vertx,
                  wanted.address(),
                  wanted.port(),
                  tls(certificate, folder.authority()),
                  front.agents(),
                  () -> health.live().ok())
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      port.alsoServes(front.guests());
      TlsFront secure = new TlsFront(vertx, config, folder, wanted, certificate, port);
      LOG.log(
          Level.INFO,
          "agents: {0}, TLS by {1}, certificate until {2}, authority {3}",
          secure.address(),
          ServerTls.boring() ? "BoringSSL" : "Java",
          certificate.notAfter(),
          certificate.pin());
      return Optional.of(secure);
    } catch (CompletionException e) {
      throw new StartRefused(
          List.of(
              "tls: port "
                  + wanted.port()
                  + " on "
                  + wanted.address()
                  + " cannot be opened ("
                  + Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("in use")
                  + ")"));
    }
  }

  private static ServerCertificate certificate(AgentPort wanted, Path config, TrustFolder folder)
      throws IOException, TrustProblem {
    Instant now = folder.clock().instant();
    return wanted.files().isPresent()
        ? ServerCertificate.ofFiles(
            config.resolve(wanted.files().get().certificate()),
            config.resolve(wanted.files().get().key()),
            now)
        : ServerCertificate.ofAuthority(folder.path(), folder.authority(), wanted.names(), now);
  }

  private static ServerTls tls(ServerCertificate certificate, Authority authority) {
    return new ServerTls(certificate.chainPem(), certificate.keyPem(), authority.pem());
  }

  /**
   * Shows what the configuration says now, to whoever connects from now on.
   *
   * @return why not, with the old certificate still shown; empty: done
   */
  synchronized List<String> show(Configuration configuration) {
    AgentPort wanted = configuration.collector().tls().orElse(configured);
    try {
      ServerCertificate next = certificate(wanted, config, folder);
      if (!next.chain().equals(shown.chain())) {
        port.show(tls(next, folder.authority())).toCompletionStage().toCompletableFuture().join();
        LOG.log(Level.INFO, "agents now see a certificate that ends {0}", next.notAfter());
      }
      shown = next;
      configured = wanted;
      return List.of();
    } catch (IOException | TrustProblem e) {
      return List.of("tls: " + e.getMessage() + "; the certificate shown until now stays");
    } catch (CompletionException e) {
      return List.of("tls: " + e.getCause() + "; the certificate shown until now stays");
    }
  }

  private synchronized void lookAgain() {
    try {
      if (configured.files().isEmpty()) {
        ServerCertificate next = certificate(configured, config, folder);
        if (!next.chain().equals(shown.chain())) {
          port.show(tls(next, folder.authority())).toCompletionStage().toCompletableFuture().join();
          shown = next;
        }
      } else if (shown.notAfter().isBefore(folder.clock().instant().plus(Duration.ofDays(14)))) {
        LOG.log(
            Level.WARNING,
            "the certificate that agents see ends {0}: replace its files and reload",
            shown.notAfter());
      }
    } catch (IOException | TrustProblem | CompletionException e) {
      LOG.log(Level.WARNING, "the certificate that agents see was not renewed: {0}", e);
    }
  }

  /** As agents dial it. */
  synchronized String address() {
    String name = configured.names().getFirst();
    String host = name.contains(":") ? "[" + name + "]" : name;
    return "wss://" + host + ":" + port.port() + AgentEndpoint.PATH;
  }

  /** What agents pin. */
  String pin() {
    return shown.pin();
  }

  int port() {
    return port.port();
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    port.close();
  }
}
