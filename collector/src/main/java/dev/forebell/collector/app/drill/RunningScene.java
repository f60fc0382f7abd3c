package dev.forebell.collector.app.drill;

import dev.forebell.collector.app.LocalAgent;
import dev.forebell.collector.app.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collector that runs already and has a host for drills: the one that {@code forebell up} keeps a
 * key for.
 */
public final class RunningScene implements AutoCloseable {
  /** The host of the sample configuration that exists to be drilled. */
  public static final String HOST = "drill-host";

  /** How long the sample configuration gives it; a drill fails if the collector's is longer. */
  private static final Duration CONFIRM = Duration.ofSeconds(3);

  private final DrillTarget target;
  private final FileChannel lock;

  private RunningScene(DrillTarget target, FileChannel lock) {
    this.target = target;
    this.lock = lock;
  }

  /**
   * Takes the drill host of that collector for one drill.
   *
   * @throws StartRefused if the data folder holds no key of a drill host, or another drill runs
   */
  public static RunningScene at(URI collector, Path data) throws IOException, StartRefused {
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
        LocalAgent.environment(
            collector, Files.readString(key).strip(), LocalAgent.stateOf(data, HOST));
    FileChannel lock = lock(data);
    Path log = data.resolve(HOST + "-agent.log");
    Files.deleteIfExists(log);
    return new RunningScene(
        new DrillTarget(
            collector,
            LocalAgent.minimalSettings(data),
            environment,
            log,
            HOST,
            CONFIRM,
            Optional.empty()),
        lock);
  }

  private static FileChannel lock(Path data) throws IOException, StartRefused {
    FileChannel channel =
        FileChannel.open(
            data.resolve(HOST + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new StartRefused(List.of("another drill of this collector runs; wait for its end"));
    }
    return channel;
  }

  /** What to drill there. */
  public DrillTarget target() {
    return target;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
