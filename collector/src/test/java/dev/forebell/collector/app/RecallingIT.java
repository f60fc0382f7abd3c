package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.HostId;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecallingIT {
  private static final int HOSTS = 35;

  /** A fleet is not recalled at once, and who is asked for twice comes again once. */
  @Test
  void eachHostHasOneTurnAndOnlyAFewAtATime() throws Exception {
    List<HostId> hosts =
        IntStream.range(0, HOSTS).mapToObj(number -> new HostId("host-" + number)).toList();
    BlockingQueue<HostId> recalled = new LinkedBlockingQueue<>();
    Vertx vertx = EventLoops.few();
    long began = System.nanoTime();
    try (Recalling recalling = new Recalling(vertx, recalled::add)) {
      recalling.of(Stream.concat(hosts.stream(), hosts.stream()).toList());
      recalling.of(List.of(hosts.get(HOSTS - 10))); // it waits for its third turn, and keeps it
      for (HostId host : hosts) {
        assertEquals(host, recalled.poll(10, TimeUnit.SECONDS));
      }
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      assertTrue(took >= 300, "four turns, a tenth of a second apart, took " + took + " ms");
      assertTrue(recalled.isEmpty(), recalled + " once more");
    } finally {
      EventLoops.close(vertx);
    }
  }
}
