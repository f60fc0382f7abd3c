package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.common.model.HostId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EngineQueueTest {
  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");
  private static final Path FOLDER = Path.of("src/test/resources/replay/config");
  private final Configuration configuration =
      switch (ConfigurationFiles.load(FOLDER)) {
        case Loaded.Ok ok -> ok.configuration();
        case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
      };
  private final EngineQueue queue = new EngineQueue();

  private void heard(String host) {
    queue.offer(new EngineInput.AllHeard(new HostId(host), T));
  }

  private void reconfigured() {
    queue.offer(new EngineInput.Reconfigured(configuration, new CompletableFuture<>()));
  }

  private List<String> next(int most) throws InterruptedException {
    return queue.next(Duration.ZERO, most).stream()
        .map(
            input ->
                switch (input) {
                  case EngineInput.AllHeard heard -> heard.host().value();
                  default -> input.getClass().getSimpleName();
                })
        .toList();
  }

  @Test
  void givesWhatWaitsInOrderAndNoMoreThanIsAskedFor() throws InterruptedException {
    List.of("a", "b", "c").forEach(this::heard);

    assertEquals(List.of("a", "b"), next(2));
    assertEquals(List.of("c"), next(2));
    assertEquals(List.of(), next(2));
  }

  @Test
  void aChangedConfigurationBeginsAGroupSoThatWhatCameBeforeIsCommitted()
      throws InterruptedException {
    heard("a");
    reconfigured();
    heard("b");
    reconfigured();
    reconfigured();

    assertEquals(List.of("a"), next(10));
    assertEquals(List.of("Reconfigured", "b"), next(10));
    assertEquals(List.of("Reconfigured"), next(10));
    assertEquals(List.of("Reconfigured"), next(10));
  }
}
