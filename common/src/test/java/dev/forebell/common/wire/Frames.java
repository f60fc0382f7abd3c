package dev.forebell.common.wire;

import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Any frame that an agent or a collector may send. */
final class Frames extends DomainContextBase {
  private static final long YEAR_9999 = 253_402_300_799_999L;

  @Provide
  Arbitrary<Frame> frames() {
    return Arbitraries.oneOf(
        hello(),
        welcome(),
        series(),
        samples(),
        changes(),
        heartbeat(),
        ack(),
        gap(),
        bye(),
        reject(),
        witness());
  }

  private static Arbitrary<Frame> hello() {
    Arbitrary<Frame.LaneState> lane =
        Combinators.combine(lanes(), epochs(), sequences(), sequences()).as(Frame.LaneState::new);
    return Combinators.combine(
            texts(), texts(), instants(), lane.list().ofMaxSize(8), facts(), texts(), texts())
        .as(
            (agent, boot, time, lanes, facts, machine, address) ->
                new Frame.Hello(Frame.VERSION, agent, boot, time, lanes, facts, machine, address));
  }

  private static Arbitrary<HostFacts> facts() {
    return Combinators.combine(
            texts(),
            texts(),
            texts(),
            texts(),
            Arbitraries.integers().between(0, 4_096),
            Arbitraries.longs().greaterOrEqual(0),
            instants(),
            texts())
        .as(HostFacts::new);
  }

  private static Arbitrary<Frame> welcome() {
    Arbitrary<Frame.ReplayFrom> from =
        Combinators.combine(lanes(), epochs(), sequences()).as(Frame.ReplayFrom::new);
    return Combinators.combine(
            texts(),
            instants(),
            from.list().ofMaxSize(8),
            durations(),
            durations(),
            durations(),
            durations(),
            Arbitraries.integers().between(0, 100))
        .as(Frame.Welcome::new);
  }

  private static Arbitrary<Frame> series() {
    Arbitrary<Attributes> attributes =
        Arbitraries.maps(texts(), texts()).ofMaxSize(16).map(Attributes::of);
    Arbitrary<SeriesKey> key =
        Combinators.combine(texts().filter(t -> !t.isEmpty()), attributes).as(SeriesKey::new);
    return Combinators.combine(Arbitraries.integers().between(0, 2_000), key.list().ofMaxSize(20))
        .as(Frame.Series::new);
  }

  private static Arbitrary<Frame> samples() {
    Arbitrary<Reading> value = Arbitraries.doubles().map(Reading::of);
    Arbitrary<Reading> whole = Arbitraries.longs().map(v -> Reading.of((double) v));
    Arbitrary<Reading> none = Arbitraries.of(Reading.Cause.values()).map(Reading::unavailable);
    Arbitrary<Reading> special =
        Arbitraries.of(-0.0, 0.0, 0.5, Double.MIN_VALUE, Double.MAX_VALUE, 0x1p53, 0x1p63, -0x1p63)
            .map(Reading::of);
    Arbitrary<Reading> reading = Arbitraries.oneOf(value, whole, none, special);
    Arbitrary<List<Reading>> readings = reading.list().ofMaxSize(60);
    return Combinators.combine(lanes(), epochs(), sequences(), instants(), readings)
        .flatAs(
            (lane, epoch, sequence, at, values) ->
                Arbitraries.integers()
                    .between(0, 1_999)
                    .list()
                    .ofSize(values.size())
                    .map(ids -> new Frame.Samples(lane, epoch, sequence, at, ids, values)));
  }

  private static Arbitrary<Frame> changes() {
    Arbitrary<Change> step = steps().map(Change.Step::new);
    Arbitrary<Change> decimal =
        Combinators.combine(steps(), Arbitraries.integers().between(1, 9)).as(Change.Decimal::new);
    Arbitrary<Change> exact = Arbitraries.doubles().map(Change.Exact::new);
    Arbitrary<Change> gone = Arbitraries.of(Reading.Cause.values()).map(Change.Gone::new);
    Arbitrary<List<Change>> all =
        Arbitraries.oneOf(step, decimal, exact, gone).list().ofMaxSize(60);
    return Combinators.combine(Arbitraries.longs().between(-YEAR_9999, YEAR_9999), all)
        .flatAs(
            (later, changes) ->
                Arbitraries.integers()
                    .between(0, 1_999)
                    .set()
                    .ofSize(changes.size())
                    .map(at -> new Frame.Changes(later, at.stream().sorted().toList(), changes)));
  }

  private static Arbitrary<Long> steps() {
    return Arbitraries.longs().between(-(1L << 54), 1L << 54);
  }

  private static Arbitrary<Frame> heartbeat() {
    Arbitrary<Frame> whole = Combinators.combine(instants(), durations()).as(Frame.Heartbeat::new);
    return Arbitraries.oneOf(whole, durations().map(Frame.Beat::new));
  }

  private static Arbitrary<Frame> ack() {
    return Combinators.combine(lanes(), epochs(), sequences()).as(Frame.Ack::new);
  }

  private static Arbitrary<Frame> gap() {
    return Combinators.combine(
            lanes(),
            epochs(),
            Arbitraries.longs().between(1, Long.MAX_VALUE / 2),
            Arbitraries.longs().between(0, Long.MAX_VALUE / 2),
            Arbitraries.longs().greaterOrEqual(1),
            Arbitraries.of(Frame.GapReason.values()))
        .as(
            (lane, epoch, from, more, count, reason) ->
                new Frame.Gap(lane, epoch, from, from + more, count, reason));
  }

  private static Arbitrary<Frame> bye() {
    return Combinators.combine(Arbitraries.of(ByeReason.values()), durations().optional())
        .as(Frame.Bye::new);
  }

  private static Arbitrary<Frame> reject() {
    return Combinators.combine(
            Arbitraries.of(Frame.RejectCode.values()), texts(), durations().optional())
        .as(Frame.Reject::new);
  }

  private static Arbitrary<Frame> witness() {
    Arbitrary<Frame> question =
        Combinators.combine(
                sequences(), texts(), Arbitraries.integers().between(1, 65_535).list().ofMaxSize(8))
            .as(Frame.Witness::new);
    Arbitrary<Frame> answer =
        Combinators.combine(sequences(), Arbitraries.of(Frame.Saw.values()))
            .as(Frame.WitnessAnswer::new);
    Arbitrary<Frame> renew = Combinators.combine(texts(), texts()).as(Frame.Renew::new);
    Arbitrary<Frame> renewed = texts().list().ofMaxSize(4).map(Frame.Renewed::new);
    return Arbitraries.oneOf(question, answer, renew, renewed);
  }

  private static Arbitrary<Lane> lanes() {
    return Arbitraries.of(Lane.values());
  }

  private static Arbitrary<Long> epochs() {
    return Arbitraries.longs();
  }

  private static Arbitrary<Long> sequences() {
    return Arbitraries.longs().greaterOrEqual(1);
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(0, YEAR_9999).map(Instant::ofEpochMilli);
  }

  private static Arbitrary<Duration> durations() {
    return Arbitraries.longs().between(0, 315_000_000_000L).map(Duration::ofMillis);
  }

  /** Any text without half a surrogate pair, which UTF-8 cannot hold. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(40)
        .map(
            text ->
                new String(
                    text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    java.nio.charset.StandardCharsets.UTF_8));
  }
}
