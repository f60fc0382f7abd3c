package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.ingest.RecordingSink.Call;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Change;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.Frame.RejectCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentEndpointIT {
  private IngestBench bench;

  @BeforeEach
  void start() throws Exception {
    bench = new IngestBench(AgentSettings.DEFAULT);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void aSessionFromHelloToByeReachesTheSinkInOrder() throws Exception {
    TestAgent agent = bench.agent("web-1").welcomed().series();
    Instant now = Instant.now();
    agent.send(TestAgent.samples(1, now, 0.5)).send(TestAgent.samples(2, now, 0.75));
    assertEquals(new Frame.Ack(Lane.LIVE, TestAgent.EPOCH, 1), agent.next());
    assertEquals(new Frame.Ack(Lane.LIVE, TestAgent.EPOCH, 2), agent.next());
    agent.send(new Frame.Heartbeat(Instant.now(), Duration.ofSeconds(1)));
    agent.send(new Frame.Bye(ByeReason.UPGRADE, Optional.of(Duration.ofMinutes(1))));
    agent.socket().close((short) 1000);

    AgentIdentity web = IngestBench.identity("web-1");
    assertEquals(web, assertInstanceOf(Call.Connected.class, bench.sink.next()).agent());
    Call.Batch first = assertInstanceOf(Call.Batch.class, bench.sink.next());
    assertEquals(1, first.batch().sequence());
    assertEquals(Sample.of(TestAgent.CPU, 0.5), first.batch().samples().getFirst());
    assertEquals(Metrics.CLOCK_OFFSET.series(), first.batch().samples().getLast().series());
    assertEquals(2, first.batch().samples().size());
    assertEquals(2, assertInstanceOf(Call.Batch.class, bench.sink.next()).batch().sequence());
    assertInstanceOf(Call.Heartbeat.class, bench.sink.next());
    assertEquals(
        new Call.Bye(web, ByeReason.UPGRADE, Optional.of(Duration.ofMinutes(1))),
        bench.sink.next());
    assertFalse(assertInstanceOf(Call.Closed.class, bench.sink.next()).byUs());
    assertEquals(2, bench.counters.snapshot().samples());
  }

  @Test
  void whatIsSaidInChangesReachesTheSinkInFull() throws Exception {
    TestAgent agent = bench.agent("web-1");
    agent.hello();
    assertEquals(
        Frame.Welcome.NEWEST_FRAME,
        assertInstanceOf(Frame.Welcome.class, agent.next()).newestFrame());
    Instant at = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    agent.series().send(TestAgent.samples(1, at, 0.5));
    agent.send(new Frame.Changes(10_000, List.of(0), List.of(new Change.Decimal(257, 3))));
    agent.send(new Frame.Changes(10_000, List.of(), List.of()));
    agent.send(new Frame.Heartbeat(Instant.now(), Duration.ofSeconds(1)));
    agent.send(new Frame.Beat(Duration.ofSeconds(1)));
    SampleBatch first = bench.sink.next(Call.Batch.class).batch();
    SampleBatch second = bench.sink.next(Call.Batch.class).batch();
    SampleBatch third = bench.sink.next(Call.Batch.class).batch();
    assertEquals(Sample.of(TestAgent.CPU, 0.257), second.samples().getFirst());
    assertEquals(Sample.of(TestAgent.CPU, 0.257), third.samples().getFirst());
    assertEquals(3, third.sequence());
    assertInstanceOf(Call.Heartbeat.class, bench.sink.next(Call.Heartbeat.class));
    assertInstanceOf(Call.Heartbeat.class, bench.sink.next(Call.Heartbeat.class));
    assertEquals(Duration.ofSeconds(20), Duration.between(first.sampledAt(), third.sampledAt()));
  }

  @Test
  void changesOfNothingAreABadFrame() throws Exception {
    TestAgent agent = bench.agent("web-1").welcomed();
    agent.series().send(new Frame.Changes(10_000, List.of(), List.of()));
    Frame.Reject reject = assertInstanceOf(Frame.Reject.class, agent.next());
    assertEquals(Frame.RejectCode.BAD_FRAME, reject.code());
  }

  @Test
  void aSocketThatEndsWithoutGoodbyeIsTheHostsOwnDoing() throws Exception {
    RawClient raw = RawClient.upgraded(bench.port(), bench.key("web-1"));
    raw.sendMessage(
        new dev.forebell.common.wire.FrameWriter(dev.forebell.common.wire.WireLimits.DEFAULT)
            .write(TestAgent.hello(Instant.now())));
    bench.sink.next(Call.Connected.class);
    raw.reset();
    assertFalse(bench.sink.next(Call.Closed.class).byUs());
  }

  @Test
  void anUnknownKeyIsRejectedWithTheRemedy() throws Exception {
    TestAgent agent = TestAgent.connect(bench.vertx, bench.port(), "forebell_agent_wrong");
    Frame.Reject reject = assertInstanceOf(Frame.Reject.class, agent.next());
    assertEquals(RejectCode.UNKNOWN_KEY, reject.code());
    assertTrue(reject.text().contains("make one on the collector"), reject.text());
    assertTrue(reject.retryAfter().isPresent());
    assertEquals(CloseCode.REJECTED, agent.closeCode());
    assertTrue(bench.sink.quiet());
    assertEquals(1, bench.counters.snapshot().rejected().get(RejectCode.UNKNOWN_KEY));
  }

  @Test
  void aBadFrameEndsItsOwnConnectionAndNoOther() throws Exception {
    TestAgent good = bench.agent("good").welcomed().series();
    TestAgent bad = bench.agent("bad").welcomed();
    bad.sendBytes(new byte[] {(byte) 0x9f, 0x04, 0x00});
    Frame.Reject reject = assertInstanceOf(Frame.Reject.class, bad.next());
    assertEquals(RejectCode.BAD_FRAME, reject.code());
    assertTrue(
        reject.text().contains("a message is one CBOR array")
            || reject.text().contains("indefinite"),
        reject.text());
    assertEquals(CloseCode.REJECTED, bad.closeCode());
    assertEquals(1, bench.counters.snapshot().bad().get(BadFrame.MALFORMED));

    good.send(TestAgent.samples(1, Instant.now(), 1));
    assertInstanceOf(Frame.Ack.class, good.next());
    assertTrue(bench.sink.next(Call.Closed.class).byUs());
  }

  @Test
  void samplesOfUnknownSeriesAndTextMessagesAreBadFrames() throws Exception {
    TestAgent early = bench.agent("early").welcomed();
    early.send(TestAgent.samples(1, Instant.now(), 1));
    assertInstanceOf(Frame.Reject.class, early.next());
    TestAgent text = bench.agent("text").welcomed();
    TestAgent.await(text.socket().writeTextMessage("hello?"));
    assertInstanceOf(Frame.Reject.class, text.next());
    TestAgent rude = bench.agent("rude");
    rude.send(new Frame.Heartbeat(Instant.now(), Duration.ZERO));
    assertInstanceOf(Frame.Reject.class, rude.next());
    var bad = bench.counters.snapshot().bad();
    assertEquals(1, bad.get(BadFrame.UNKNOWN_SERIES));
    assertEquals(1, bad.get(BadFrame.TEXT));
    assertEquals(1, bad.get(BadFrame.UNEXPECTED));
  }

  @Test
  void anotherMajorVersionIsToldWhatToInstall() throws Exception {
    TestAgent agent = bench.agent("old");
    agent.sendBytes(new byte[] {(byte) 0x82, 0x01, 0x02});
    Frame.Reject reject = assertInstanceOf(Frame.Reject.class, agent.next());
    assertEquals(RejectCode.VERSION, reject.code());
    assertTrue(reject.text().contains("install an agent"), reject.text());
  }

  @Test
  void unknownFrameTypesAreSkippedAndCounted() throws Exception {
    TestAgent agent = bench.agent("new").welcomed().series();
    agent.sendBytes(new byte[] {(byte) 0x82, 0x17, 0x00});
    agent.send(TestAgent.samples(1, Instant.now(), 1));
    assertInstanceOf(Frame.Ack.class, agent.next());
    assertEquals(1, bench.counters.snapshot().skipped());
  }

  @Test
  void aJumpInTheSequenceWithoutAGapIsRefusedAndWithAGapTaken() throws Exception {
    TestAgent agent = bench.agent("web-1").welcomed().series();
    agent.send(TestAgent.samples(1, Instant.now(), 1));
    agent.send(new Frame.Gap(Lane.LIVE, TestAgent.EPOCH, 2, 9, 8, Frame.GapReason.BUFFER_FULL));
    agent.send(TestAgent.samples(10, Instant.now(), 1));
    assertEquals(9, bench.sink.next(Call.Gap.class).gap().to());
    assertEquals(10, bench.sink.next(Call.Batch.class).batch().sequence());
    assertEquals(8, bench.counters.snapshot().missing());
    agent.send(TestAgent.samples(12, Instant.now(), 1));
    bench.sink.next(Call.Closed.class);
    assertEquals(1, bench.counters.snapshot().bad().get(BadFrame.UNEXPECTED));
  }

  @Test
  void aWrongAgentClockIsCorrected() throws Exception {
    TestAgent agent = bench.agent("web-1");
    Duration ahead = Duration.ofHours(3);
    agent.send(TestAgent.hello(Instant.now().plus(ahead)));
    agent.next();
    agent.series();
    agent.send(TestAgent.samples(1, Instant.now().plus(ahead), 1));
    Call.Batch batch = bench.sink.next(Call.Batch.class);
    Duration error = Duration.between(batch.batch().sampledAt(), batch.receivedAt()).abs();
    assertTrue(error.compareTo(Duration.ofSeconds(2)) < 0, error.toString());
  }

  @Test
  void ofTwoLivingAgentsWithOneKeyTheFirstKeepsItsPlace() throws Exception {
    String key = bench.key("web-1");
    TestAgent first = TestAgent.connect(bench.vertx, bench.port(), key).welcomed().series();
    long sequence = 1;
    for (int i = 0; i < 3; i++) {
      first.send(TestAgent.samples(sequence++, Instant.now(), 1));
      first.next();
      TestAgent second = TestAgent.connect(bench.vertx, bench.port(), key).hello();
      Frame.Reject reject = assertInstanceOf(Frame.Reject.class, second.next());
      assertEquals(RejectCode.DUPLICATE, reject.code());
      assertEquals(Optional.of(RecordingSink.HEARTBEAT.multipliedBy(3)), reject.retryAfter());
    }
    first.send(TestAgent.samples(sequence, Instant.now(), 1));
    assertInstanceOf(Frame.Ack.class, first.next());
  }

  @Test
  void aSilentSessionGivesWayToANewOne() throws Exception {
    String key = bench.key("web-1");
    TestAgent first = TestAgent.connect(bench.vertx, bench.port(), key).welcomed();
    Call.Connected before = bench.sink.next(Call.Connected.class);
    CountDownLatch silent = new CountDownLatch(1);
    bench.vertx.setTimer(RecordingSink.HEARTBEAT.toMillis() * 4, _ -> silent.countDown());
    assertTrue(silent.await(10, TimeUnit.SECONDS));
    TestAgent.connect(bench.vertx, bench.port(), key).welcomed();
    assertTrue(bench.sink.next(Call.Closed.class).byUs());
    assertEquals(before.agent(), bench.sink.next(Call.Connected.class).agent());
    assertEquals(CloseCode.REPLACED, first.closeCode());
  }

  @Test
  void aSlowSinkStopsTheReadingAndLosesNothing() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    bench.sink.hold = Optional.of(hold);
    TestAgent agent = bench.agent("web-1").welcomed().series();
    byte[] filler = new byte[60];
    int count = 20_000;
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 1; i <= count; i++) {
                agent.send(TestAgent.samples(i, Instant.now(), i + filler.length));
              }
            });
    long before = steady();
    assertTrue(before < 2_000, "messages taken in although nothing is handled: " + before);
    hold.countDown();
    sending.get(30, TimeUnit.SECONDS);
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sequences.add(bench.sink.next(Call.Batch.class).batch().sequence());
    }
    for (int i = 0; i < count; i++) {
      assertEquals(i + 1L, sequences.get(i));
    }
  }

  /** Frames counted once no more arrive. */
  private long steady() throws InterruptedException {
    long last = -1;
    long now = bench.counters.snapshot().frames();
    while (now != last) {
      last = now;
      CountDownLatch later = new CountDownLatch(1);
      bench.vertx.setTimer(300, _ -> later.countDown());
      assertTrue(later.await(10, TimeUnit.SECONDS));
      now = bench.counters.snapshot().frames();
    }
    return now;
  }

  @Test
  void afterArrivedRunsBehindWhatWasSentBefore() throws Exception {
    TestAgent agent = bench.agent("web-1").welcomed().series();
    for (int i = 1; i <= 10; i++) {
      agent.send(TestAgent.samples(i, Instant.now(), i));
    }
    CompletableFuture<Long> seen = new CompletableFuture<>();
    bench.endpoint.afterArrived(
        IngestBench.identity("web-1").host(),
        () -> seen.complete(bench.counters.snapshot().batches()));
    assertEquals(10, seen.get(10, TimeUnit.SECONDS));
  }

  @Test
  void aFaultInTheSinkSendsTheAgentAwayInsteadOfLosingTheBatch() throws Exception {
    TestAgent agent = bench.agent("web-1").welcomed().series();
    bench.sink.fault = Optional.of(new IllegalStateException("planted"));
    agent.send(TestAgent.samples(1, Instant.now(), 1));
    Frame.Reject reject = assertInstanceOf(Frame.Reject.class, agent.next());
    assertEquals(RejectCode.RESTARTING, reject.code());
    assertTrue(bench.sink.next(Call.Closed.class).byUs());
  }

  @Test
  void theSinkMayRefuseAnAgent() throws Exception {
    TestAgent agent = bench.agent("web-1").welcomed();
    AgentConnection connection = bench.sink.next(Call.Connected.class).connection();
    connection.reject(RejectCode.LIMIT, "too much", Optional.empty());
    assertEquals(new Frame.Reject(RejectCode.LIMIT, "too much", Optional.empty()), agent.next());
    connection.ack(Lane.LIVE, 1, 1);
    assertEquals(CloseCode.REJECTED, agent.closeCode());
  }

  @Test
  void closingTheEndpointTellsAgentsToComeBack() throws Exception {
    TestAgent agent = bench.agent("web-1").welcomed();
    bench.endpoint.close();
    Frame.Reject reject = assertInstanceOf(Frame.Reject.class, agent.next());
    assertEquals(RejectCode.RESTARTING, reject.code());
    assertEquals(CloseCode.GOING_AWAY, agent.closeCode());
  }
}
