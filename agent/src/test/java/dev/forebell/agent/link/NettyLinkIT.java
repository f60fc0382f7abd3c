package dev.forebell.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.spool.SendQueue;
import dev.forebell.agent.spool.Storage;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyLinkIT {
  private static final long EPOCH = 11;
  private static final HostFacts FACTS =
      new HostFacts("h", "linux", "Debian", "amd64", 2, 1, Instant.EPOCH, "0.1.0");

  private TestCollector collector = new TestCollector();
  private final LinkedBlockingQueue<Frame.Welcome> welcomes = new LinkedBlockingQueue<>();
  private final NettyLink link = link(collector.port(), 10);

  private NettyLink link(int port, int maxSamples) {
    return new NettyLink(
        LinkSettingsTest.to("ws://127.0.0.1:" + port + "/agent/v1"),
        new SendQueue(EPOCH, 12, maxSamples, Storage.NONE, Instant.now()),
        InstantSource.system(),
        () -> FACTS,
        welcomes::add,
        InstantSource.system());
  }

  @AfterEach
  void stop() {
    link.close();
    collector.close();
  }

  private void offer(int batches) {
    for (int i = 0; i < batches; i++) {
      link.offer(Instant.now(), List.of(Sample.of(SeriesKey.of("m"), i)));
    }
  }

  private static Frame.ReplayFrom from(long sequence) {
    return new Frame.ReplayFrom(Lane.LIVE, EPOCH, sequence);
  }

  private LinkStatus status(Predicate<LinkStatus> wanted) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!wanted.test(link.status()) && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertTrue(wanted.test(link.status()), link.status().toString());
    return link.status();
  }

  @Test
  void theUpgradeCarriesTheKeyAndOffersNoExtension() throws Exception {
    link.start();
    TestCollector.Session session = collector.accept();
    assertEquals("Bearer key", session.authorization);
    assertEquals("", session.extensions);
  }

  @Test
  void queuedBatchesAreSentAfterTheWelcomeAndDropOutWhenAcknowledged() throws Exception {
    offer(2);
    link.start();
    TestCollector.Session session = collector.accept();
    session.welcome(from(1));
    assertEquals(Duration.ofSeconds(10), welcomes.poll(10, TimeUnit.SECONDS).interval());
    assertEquals(1, session.next(Frame.Samples.class).sequence());
    assertEquals(2, session.next(Frame.Samples.class).sequence());
    status(now -> now.queued() == 2 && now.connectedSince().isPresent());
    session.send(new Frame.Ack(Lane.LIVE, EPOCH, 2));
    status(now -> now.queued() == 0);
    offer(1);
    assertEquals(3, session.next(Frame.Samples.class).sequence());
  }

  @Test
  void heartbeatsComeAtThePaceOfTheWelcomeWithBothClocks() throws Exception {
    link.start();
    TestCollector.Session session = collector.accept();
    session.welcome();
    Frame.Heartbeat first = session.next(Frame.Heartbeat.class);
    session.next(Frame.Heartbeat.class);
    Frame.Heartbeat third = session.next(Frame.Heartbeat.class);
    long between = third.monotonic().minus(first.monotonic()).toMillis();
    assertTrue(between >= 250 && between < 5_000, between + " ms for two beats of 200 ms");
    assertTrue(Duration.between(first.wall(), Instant.now()).toMinutes() < 1);
  }

  @Test
  void aCutConnectionIsMadeAgainAndUnacknowledgedBatchesAreSentAgain() throws Exception {
    link.start();
    TestCollector.Session first = collector.accept();
    first.welcome(from(1));
    offer(2);
    first.next(Frame.Samples.class);
    first.cut();
    TestCollector.Session second = collector.accept();
    Frame.Hello hello = second.welcome(from(2));
    assertEquals(List.of(new Frame.LaneState(Lane.LIVE, EPOCH, 1, 2)), hello.lanes());
    assertInstanceOf(Frame.Series.class, second.next());
    assertEquals(2, second.next(Frame.Samples.class).sequence());
    assertEquals(2, status(now -> now.connects() == 2).connects());
  }

  @Test
  void aCollectorThatWasAwayIsFoundAgainAndToldWhatWasDropped() throws Exception {
    int port = collector.port();
    link.start();
    collector.accept().welcome(from(1));
    status(now -> now.connectedSince().isPresent());
    collector.close();
    status(now -> now.connectedSince().isEmpty() && now.lastError().isPresent());
    offer(15);
    assertEquals(10, status(now -> now.droppedBatches() == 5).queued());
    collector = new TestCollector(port);
    TestCollector.Session session = collector.accept();
    session.welcome(from(1));
    assertEquals(
        new Frame.Gap(Lane.LIVE, EPOCH, 1, 5, 5, Frame.GapReason.BUFFER_FULL),
        session.next(Frame.Gap.class));
    assertEquals(6, session.next(Frame.Samples.class).sequence());
  }

  @Test
  void aRefusedAgentStaysAwayAsLongAsItIsTold() throws Exception {
    link.start();
    TestCollector.Session session = collector.accept();
    session.send(
        new Frame.Reject(
            Frame.RejectCode.UNKNOWN_KEY, "make a key", Optional.of(Duration.ofSeconds(2))));
    assertTrue(session.closed());
    LinkStatus status = status(now -> now.lastError().isPresent());
    assertTrue(status.lastError().orElseThrow().contains("make a key"), status.toString());
    assertTrue(collector.quietFor(Duration.ofMillis(1_500)), "came back too early");
    collector.accept();
  }

  @Test
  void byeIsSaidAfterTheQueueAndTheLinkStaysClosed() throws Exception {
    link.start();
    TestCollector.Session session = collector.accept();
    session.welcome(from(1));
    status(now -> now.connectedSince().isPresent());
    offer(3);
    boolean closed =
        link.bye(ByeReason.UPGRADE, Optional.of(Duration.ofMinutes(1)), Duration.ofSeconds(10));
    assertTrue(closed);
    assertEquals(3, lastSequenceBeforeBye(session));
    assertTrue(collector.quietFor(Duration.ofMillis(600)));
  }

  private static long lastSequenceBeforeBye(TestCollector.Session session)
      throws InterruptedException {
    long last = 0;
    Frame frame = session.next();
    while (!(frame instanceof Frame.Bye)) {
      last = frame instanceof Frame.Samples samples ? samples.sequence() : last;
      frame = session.next();
    }
    assertEquals(new Frame.Bye(ByeReason.UPGRADE, Optional.of(Duration.ofMinutes(1))), frame);
    return last;
  }

  @Test
  void byeWithoutAConnectionReturnsAtOnce() throws Exception {
    assertTrue(link.bye(ByeReason.STOP, Optional.empty(), Duration.ofSeconds(10)));
  }

  @Test
  void aCollectorThatSendsNonsenseIsLeftAndTriedAgain() throws Exception {
    link.start();
    TestCollector.Session session = collector.accept();
    session.sendBytes(new byte[] {1, 2, 3});
    assertTrue(session.closed());
    LinkStatus status = status(now -> now.lastError().isPresent());
    assertTrue(status.lastError().orElseThrow().contains("bad frame"), status.toString());
    collector.accept();
  }

  @Test
  void offersFromManyThreadsLoseNothing() throws Exception {
    link.start();
    TestCollector.Session session = collector.accept();
    session.welcome(from(1));
    status(now -> now.connectedSince().isPresent());
    CompletableFuture<?>[] threads = new CompletableFuture<?>[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = CompletableFuture.runAsync(() -> offer(2));
    }
    CompletableFuture.allOf(threads).get(10, TimeUnit.SECONDS);
    for (long sequence = 1; sequence <= 8; sequence++) {
      assertEquals(sequence, session.next(Frame.Samples.class).sequence());
    }
  }
}
