package dev.forebell.collector.app;

import dev.forebell.collector.app.witness.WitnessedAgents;
import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.collector.ingest.AgentRegistry;
import dev.forebell.collector.ingest.AgentSettings;
import dev.forebell.collector.ingest.AgentsFile;
import dev.forebell.collector.ingest.IngestCounters;
import dev.forebell.collector.intake.IntakeCounters;
import dev.forebell.collector.intake.IntakeDoor;
import dev.forebell.collector.intake.IntakeLimits;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.LedgerException;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.collector.notify.CallbackLinks;
import dev.forebell.collector.notify.SelfWatch;
import dev.forebell.collector.trust.TrustBook;
import dev.forebell.common.config.Problem;
import dev.forebell.common.model.HostId;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A running collector. Starting opens the store, goes on from it, then opens the port; stopping
 * goes the other way. Whatever was opened before a failed start is closed again.
 */
public final class Collector implements AutoCloseable {
  private final Opened closing;
  private final InForce current;
  private final AgentRegistry registry;
  private final Reloader reloader;
  private final URI address;
  private final Optional<TlsFront> secure;
  private final Path data;

  private Collector(
      Opened closing,
      InForce current,
      AgentRegistry registry,
      Reloader reloader,
      URI address,
      Optional<TlsFront> secure,
      Path data) {
    this.closing = closing;
    this.current = current;
    this.registry = registry;
    this.reloader = reloader;
    this.address = address;
    this.secure = secure;
    this.data = data;
  }

  /**
   * Starts a collector.
   *
   * @throws StartRefused if the configuration is wrong, the data folder is in use or the port is
   *     taken
   */
  public static Collector start(CollectorOptions options) throws StartRefused {
    Configuration configuration = load(options);
    Opened closing = new Opened();
    try {
      return start(options, configuration, closing);
    } catch (LedgerException | AgentsFile.Broken e) {
      closing.close();
      throw new StartRefused(
          Optional.ofNullable(e.getMessage()).stream().flatMap(String::lines).toList());
    } catch (IOException e) {
      closing.close();
      throw new StartRefused(List.of("the data folder cannot be used: " + e.getMessage()));
    } catch (StartRefused e) {
      closing.close();
      throw e;
    }
  }

  private static Configuration load(CollectorOptions options) throws StartRefused {
    return switch (ConfigurationFiles.load(options.config(), options.secrets())) {
      case Loaded.Ok ok -> ok.configuration();
      case Loaded.Bad bad -> {
        List<String> lines = new ArrayList<>();
        bad.errors().stream().map(Problem::toString).forEach(lines::add);
        lines.add(
            "the configuration in "
                + options.config()
                + " has "
                + bad.errors().size()
                + " mistakes; nothing was started");
        throw new StartRefused(lines);
      }
    };
  }

  private static Collector start(
      CollectorOptions options, Configuration configuration, Opened closing)
      throws StartRefused, IOException, AgentsFile.Broken {
    Path data =
        options
            .data()
            .orElseGet(() -> Path.of(configuration.collector().data()))
            .toAbsolutePath()
            .normalize();
    DataFolder folder = closing.add(DataFolder.claim(data, InstantSource.system().instant()));
    SqlLedger ledger = closing.add(SqlLedger.open(folder));
    AgentRegistry registry = AgentRegistry.open(data);
    Vertx vertx = EventLoops.few();
    closing.add(() -> EventLoops.close(vertx));

    EngineClock clock = new EngineClock(InstantSource.system(), System::nanoTime);
    InForce current = new InForce(configuration);
    TlsFront.TrustFolder folderOfTrust = TlsFront.TrustFolder.of(data, InstantSource.system());
    AgentDoor door = new AgentDoor();
    AgentAddress dialled = new AgentAddress();
    Rejoining rejoining = new Rejoining();
    TrustBook trust =
        new TrustBook(
            ledger.trust(),
            folderOfTrust.authority(),
            () -> List.copyOf(current.configuration().customers().values()),
            door::isLive,
            host -> {
              door.cut(host);
              rejoining.ask();
            },
            dialled::now,
            InstantSource.system());
    ArrivedHosts arrived = ArrivedHosts.open(data);
    UnaryOperator<Configuration> estate =
        files -> arrived.join(EnrolledHosts.join(files, trust.agents()));
    current.set(estate.apply(configuration));
    CalendarNotice calendars = new CalendarNotice(InstantSource.system(), current);
    calendars.log();
    CollectorHealth health = new CollectorHealth(calendars::sentence);
    AgentBarrier barrier = new AgentBarrier();
    CollectorMeters meters = new CollectorMeters();
    LiveParts live =
        new LiveParts(
            clock,
            ledger,
            new FleetBoard(),
            health,
            meters,
            barrier,
            AgentSettings.DEFAULT.acceptPerSecond(),
            current);
    LiveShell shell = LiveShell.open(live);
    EngineThread engine = closing.add(new EngineThread(shell, health));
    LiveTerms terms = new LiveTerms(shell::progress);
    var _ = terms.configured(current.configuration());
    Recalling recalling = closing.add(new Recalling(vertx, door::recall));
    Reloader reloader =
        new Reloader(
            options,
            shell.queue(),
            configuration,
            estate,
            taken -> {
              recalling.of(terms.configured(taken));
              calendars.log();
            });
    rejoining.by(reloader);
    engine.start();

    LiveCommands commands = new LiveCommands(shell.queue());
    CallbackLinks callbacks = new CallbackLinks(CallbackKey.in(data), InstantSource.system());
    Delivery delivery = closing.add(Delivery.start(vertx, ledger, commands, live, callbacks));
    closing.add(
        new Watching(
            vertx,
            new SelfWatch(
                () -> live.configuration().people(),
                () -> ledger.outbox().backlog(),
                () -> health.ready().ok(),
                new SenderCaller(delivery.sender()),
                delivery.people()),
            InstantSource.system()));
    IngestCounters counters = new IngestCounters();
    WitnessedAgents witnessed =
        closing.add(
            new WitnessedAgents(
                new LiveAgents(shell.queue(), terms),
                (host, said) -> shell.queue().offer(new EngineInput.Link(host, said)),
                () -> current.configuration().collector().witnessPorts(),
                clock));
    OwnMeters.join(meters, counters, shell, reloader);
    OwnMeters.join(meters, witnessed.tally());
    IntakeCounters taken = new IntakeCounters();
    OwnMeters.join(meters, taken);
    IntakeDoor intake =
        closing.add(
            new IntakeDoor(
                vertx,
                new ConfiguredSources(() -> current.configuration().collector().sources()),
                new LiveArrivals(shell.queue(), clock, current::configuration, arrived, rejoining),
                new LiveAlerts(shell.queue(), clock, current::configuration, arrived, rejoining),
                taken,
                IntakeLimits.DEFAULT,
                clock));
    HttpFront front =
        closing.add(
            HttpFront.open(
                vertx,
                new HttpParts(
                    options,
                    live,
                    new LiveDirectory(registry, trust, shell.queue(), clock),
                    new LiveEnrolment(trust.enrolments(), reloader, door, live.board()::has),
                    trust,
                    witnessed,
                    counters,
                    intake,
                    meters,
                    commands,
                    shell.queue(),
                    reloader,
                    delivery,
                    callbacks)));
    Optional<TlsFront> secure =
        configuration.collector().tls().isEmpty()
            ? Optional.empty()
            : TlsFront.open(vertx, options.config(), folderOfTrust, configuration, front, health);
    door.opened(front.agents());
    dialled.plain(front.address());
    closing.add(new Retirement(vertx, trust, door, rejoining));
    secure.ifPresent(
        tls -> {
          dialled.secure(tls);
          closing.add(tls);
          reloader.certificates(tls::show);
        });
    barrier.opened(front::afterArrived);
    health.listening(true);
    return new Collector(
        closing, live.current(), registry, reloader, front.address(), secure, data);
  }

  /** Where people, and agents of this machine, reach it. */
  public URI address() {
    return address;
  }

  /** Where agents of other machines reach it, as they dial it; empty: they cannot. */
  public Optional<String> agentAddress() {
    return secure.map(TlsFront::address);
  }

  /** Fingerprint of the authority that agents of other machines pin. */
  public Optional<String> pin() {
    return secure.map(TlsFront::pin);
  }

  /** Absolute path of its data folder. */
  public Path data() {
    return data;
  }

  /** The agents that may connect. */
  public AgentRegistry registry() {
    return registry;
  }

  /** Who an agent on this host would be; empty: no customer has such a host. */
  public Optional<AgentIdentity> identityOf(HostId host) {
    return Optional.ofNullable(HostProfiles.of(current.configuration()).get(host))
        .map(
            profile -> new AgentIdentity(host, profile.customer(), profile.site(), profile.kind()));
  }

  /** Reads the configuration again; its outcome goes to the log. */
  public void reload() {
    reloader.reload();
  }

  /** Stops taking anything in, commits what was taken, and lets go of everything. */
  @Override
  public void close() {
    closing.close();
  }
}
