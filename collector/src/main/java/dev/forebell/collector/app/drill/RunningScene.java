package dev.forebell.collector.app.drill;

import dev.forebell.collector.app.LocalAgent;
import dev.forebell.collector.app.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collector that runs already and has a host for drills: the one that {@code forebell up} keeps a
 * key for.
 */
public final class RunningScene {
  /** The host of the sample configuration that exists to be drilled. */
  public static final String HOST = "drill-host";

  /** How long the sample configuration gives it; a drill fails if the collector's is longer. */
  private static final Duration CONFIRM = Duration.ofSeconds(3);

  private RunningScene() {}

  /**
   * What to drill there.
   *
   * @throws StartRefused if the data folder holds no key of a drill host
   */
  public static DrillTarget at(URI collector, Path data) throws IOException, StartRefused {
    Path key = LocalAgent.keyFile(data, HOST);
    if (!Files.isReadable(key)) {
      throw new StartRefused(
          List.of(
              "there is no "
                  + key
                  + "; forebell up makes it if the configuration has a host '"
                  + HOST
                  + "'"));
    }
    Map<String, String> environment =
        LocalAgent.environment(collector, Files.readString(key).strip());
    Path log = data.resolve(HOST + "-agent.log");
    return new DrillTarget(
        collector,
        LocalAgent.minimalSettings(data),
        environment,
        log,
        HOST,
        CONFIRM,
        Optional.empty());
  }
}
