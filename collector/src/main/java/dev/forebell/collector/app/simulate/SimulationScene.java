package dev.forebell.collector.app.simulate;

import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.collector.ingest.AgentRegistry;
import dev.forebell.collector.ingest.AgentsFile;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Secret;
import dev.forebell.common.model.SiteId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The folder of a simulation: the rules, runbooks and calendars of a configuration, and a customer
 * whose hosts are all simulated. Gone afterwards.
 */
final class SimulationScene implements AutoCloseable {
  private static final CustomerId CUSTOMER = new CustomerId("simulated");
  private static final List<String> TAKEN_OVER = List.of("rules", "runbooks", "calendars");

  private final Path folder;
  private final List<Secret> keys;
  private final Thread withUs;

  private SimulationScene(Path folder, List<Secret> keys) {
    this.folder = folder;
    this.keys = keys;
    this.withUs = new Thread(() -> removeWithUs(folder), "scene-with-us");
    Runtime.getRuntime().addShutdownHook(withUs);
  }

  /** Somebody stops the simulation: nothing stays behind. What still writes there ends first. */
  private static void removeWithUs(Path folder) {
    ProcessHandle.current()
        .children()
        .forEach(
            child -> {
              child.destroyForcibly();
              child.onExit().join();
            });
    try {
      remove(folder);
    } catch (IOException e) {
      System.getLogger(SimulationScene.class.getName())
          .log(System.Logger.Level.WARNING, "{0} is still there: {1}", folder, e.toString());
    }
  }

  /**
   * Writes it.
   *
   * @param config whose rules apply
   * @param desk where incidents are announced
   */
  static SimulationScene set(FleetPlan plan, Path config, URI desk) throws IOException {
    Path folder = Files.createTempDirectory("forebell-simulation");
    Path own = folder.resolve("config");
    for (String name : TAKEN_OVER) {
      copy(config.resolve(name), own.resolve(name));
    }
    write(own.resolve("collector.yaml"), collector(plan));
    write(own.resolve("contracts/simulated.yaml"), CONTRACT);
    write(own.resolve("rules/simulated.yaml"), RULE);
    write(own.resolve("customers/simulated.yaml"), customer(plan));
    write(
        own.resolve("webhooks/simulated.yaml"),
        "webhook: {id: simulated, url: \"" + desk + "\", allow: [127.0.0.0/8], concurrency: 16}\n");
    return new SimulationScene(folder, keys(plan, Files.createDirectories(folder.resolve("data"))));
  }

  private static final String CONTRACT =
      """
      contract: {id: simulated, valid_from: 2000-01-01, calendar: always}
      targets:
        - {clock: response, anchor: "first_of(detected, reported)", amount: 30m}
        - {clock: resolution, anchor: detected, amount: 4h}
      """;

  /** A level that speaks at the first sample, whatever the configuration says. */
  private static final String RULE =
      """
      rules:
        - id: simulated-disk-full
          kind: threshold
          metric: system.filesystem.utilization
          where: {system.filesystem.state: used, system.filesystem.mountpoint: /data}
          means: degradation
          levels: [{severity: critical, above: 97%, clear: 90%}]
          clear_for: 5s
      """;

  private static String collector(FleetPlan plan) {
    String tls = plan.tls() ? "tls: {names: [127.0.0.1], address: 127.0.0.1, port: 0}\n" : "";
    return "agents: {interval: %dms}\n".formatted(plan.interval().toMillis()) + tls;
  }

  private static String customer(FleetPlan plan) {
    StringBuilder text =
        new StringBuilder(
            """
            customer: {id: simulated, code: SIM, zone: UTC, people: 1000, people_share: 50%, \
            contract: simulated, webhooks: [simulated]}
            sites:
            """);
    IntStream.range(0, plan.sites())
        .forEach(site -> text.append("  - {id: ").append(FleetPlan.site(site)).append("}\n"));
    text.append("hosts:\n");
    IntStream.range(0, plan.agents())
        .forEach(
            host ->
                text.append("  - {id: ")
                    .append(plan.host(host))
                    .append(", site: ")
                    .append(FleetPlan.site(plan.siteOf(host)))
                    .append(", kind: server}\n"));
    return text.toString();
  }

  private static List<Secret> keys(FleetPlan plan, Path data) throws IOException {
    try {
      return AgentRegistry.open(data)
          .addAll(
              IntStream.range(0, plan.agents())
                  .mapToObj(
                      host ->
                          new AgentIdentity(
                              new HostId(plan.host(host)),
                              CUSTOMER,
                              new SiteId(FleetPlan.site(plan.siteOf(host))),
                              HostKind.SERVER))
                  .toList());
    } catch (AgentsFile.Broken e) {
      throw new IOException(e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  Path config() {
    return folder.resolve("config");
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("collector.log");
  }

  /** The authority that agents over TLS believe. */
  Path authority() {
    return data().resolve("trust/authority.pem");
  }

  /** The key of a host, by its number. */
  Secret key(int host) {
    return keys.get(host);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(withUs);
    } catch (IllegalStateException ending) {
      // The process is ending: the hook runs anyway.
      return;
    }
    remove(folder);
  }
}
