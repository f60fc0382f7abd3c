package dev.forebell.collector.app.drill;

import dev.forebell.collector.app.Collector;
import dev.forebell.collector.app.CollectorOptions;
import dev.forebell.collector.app.LocalAgent;
import dev.forebell.collector.app.LocalDesk;
import dev.forebell.collector.app.StartRefused;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A collector, a desk and a configuration of the drill's own, in a temporary folder that goes with
 * it.
 */
public final class OwnScene implements AutoCloseable {
  private static final List<String> FILES =
      List.of(
          "customers/drill.yaml",
          "contracts/drill.yaml",
          "rules/link.yaml",
          "webhooks/drill-desk.yaml");
  private static final HostId HOST = new HostId("drill-host");
  private static final Duration CONFIRM = Duration.ofSeconds(3);

  private final Path folder;
  private final LocalDesk desk;
  private final Collector collector;
  private final LocalAgent agent;

  private OwnScene(Path folder, LocalDesk desk, Collector collector, LocalAgent agent) {
    this.folder = folder;
    this.desk = desk;
    this.collector = collector;
    this.agent = agent;
  }

  /** Sets the scene on free ports. */
  public static OwnScene set() throws IOException, StartRefused {
    Path folder = Files.createTempDirectory("forebell-drill");
    LocalDesk desk = LocalDesk.start(0);
    try {
      Path config = folder.resolve("config");
      for (String name : FILES) {
        copy(name, config.resolve(name));
      }
      Collector collector =
          Collector.start(
              new CollectorOptions(
                  config,
                  Optional.of(folder.resolve("data")),
                  Optional.of(0),
                  Optional.of(desk.address())));
      AgentIdentity identity = collector.identityOf(HOST).orElseThrow();
      return new OwnScene(folder, desk, collector, new LocalAgent(collector, identity));
    } catch (IOException | StartRefused e) {
      desk.close();
      delete(folder);
      throw e;
    }
  }

  private static void copy(String name, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (InputStream text = OwnScene.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IOException("missing from this build: drill/" + name);
      }
      Files.copy(text, to);
    }
  }

  /** What to drill here. */
  public DrillTarget target() throws IOException {
    return new DrillTarget(
        collector.address(),
        agent.settings(folder.resolve("config")),
        agent.environment(),
        agent.log(),
        HOST.value(),
        CONFIRM,
        Optional.of(desk.address()));
  }

  @Override
  public void close() throws IOException {
    collector.close();
    desk.close();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
