package dev.forebell.common.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.SeriesKey;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Bytes of one message to a frame. Never throws for bytes of any kind, and allocates no more than a
 * small multiple of the message. Safe for use by several threads.
 */
public final class FrameReader {
  private static final int MOST_CPUS = 1 << 20;
  private static final int MOST_PORTS = 8;
  private static final int MOST_CERTIFICATES = 4;

  private final WireLimits limits;
  private final CBORFactory cbor;

  public FrameReader(WireLimits limits) {
    this.limits = limits;
    this.cbor =
        CBORFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.stringBytes())
                    .maxDocumentLength(limits.messageBytes())
                    .build())
            .build();
  }

  /** The frame in {@code message}. */
  public Decoded read(byte[] message) {
    Optional<WireProblem> misshapen = CborShape.check(message, limits);
    if (misshapen.isPresent()) {
      return new Decoded.Bad(misshapen.get());
    }
    try (JsonParser parser = cbor.createParser(message)) {
      return frame(new FieldReader(parser));
    } catch (FieldReader.Fault fault) {
      return new Decoded.Bad(fault.problem);
    } catch (IOException notCbor) {
      return new Decoded.Bad(new WireProblem.Malformed(0, "not CBOR that can be read"));
    }
  }

  private Decoded frame(FieldReader in) throws IOException, FieldReader.Fault {
    in.open("message");
    long type = in.integer("type", 0, Long.MAX_VALUE);
    if (type > FrameType.NEWEST || type < FrameType.HELLO) {
      return new Decoded.Skipped(type);
    }
    Frame frame = known((int) type, in);
    in.close();
    return new Decoded.Ok(frame);
  }

  private Frame known(int type, FieldReader in) throws IOException, FieldReader.Fault {
    return switch (type) {
      case FrameType.HELLO -> hello(in);
      case FrameType.WELCOME -> welcome(in);
      case FrameType.SERIES ->
          new Frame.Series(
              (int) in.integer("first id", 0, limits.series()),
              in.list("series", limits.series(), () -> series(in)));
      case FrameType.SAMPLES -> samples(in);
      case FrameType.CHANGES -> changes(in);
      case FrameType.HEARTBEAT ->
          new Frame.Heartbeat(in.instant("wall time"), in.duration("monotonic time"));
      case FrameType.BEAT -> new Frame.Beat(in.duration("later"));
      case FrameType.ACK -> new Frame.Ack(lane(in), epoch(in), sequence(in));
      case FrameType.GAP -> gap(in);
      case FrameType.BYE ->
          new Frame.Bye(
              in.code("reason", ByeReason.values(), ByeReason.STOP),
              in.optionalDuration("expected return"));
      case FrameType.WITNESS ->
          new Frame.Witness(
              in.integer("question", 0, Long.MAX_VALUE),
              in.text("address"),
              in.list("ports", MOST_PORTS, () -> (int) in.integer("port", 1, 65_535)));
      case FrameType.WITNESS_ANSWER ->
          new Frame.WitnessAnswer(
              in.integer("question", 0, Long.MAX_VALUE),
              in.code("saw", Frame.Saw.values(), Frame.Saw.DECLINED));
      case FrameType.RENEW -> new Frame.Renew(in.text("public key"), in.text("proof"));
      case FrameType.RENEWED ->
          new Frame.Renewed(in.list("chain", MOST_CERTIFICATES, () -> in.text("certificate")));
      default ->
          new Frame.Reject(
              in.code("code", Frame.RejectCode.values(), Frame.RejectCode.LIMIT),
              in.text("text"),
              in.optionalDuration("retry after"));
    };
  }

  private Frame hello(FieldReader in) throws IOException, FieldReader.Fault {
    long version = in.integer("version", 0, Long.MAX_VALUE);
    if (version != Frame.VERSION) {
      throw new FieldReader.Fault(new WireProblem.BadVersion(version, Frame.VERSION));
    }
    return new Frame.Hello(
        Frame.VERSION,
        in.text("agent id"),
        in.text("boot id"),
        in.instant("agent time"),
        in.list("lanes", limits.lanes(), () -> laneState(in)),
        facts(in),
        in.hasMore() ? in.text("machine") : "",
        in.hasMore() ? in.text("address") : "");
  }

  private static Frame.LaneState laneState(FieldReader in) throws IOException, FieldReader.Fault {
    in.open("lane");
    Frame.LaneState state =
        new Frame.LaneState(
            lane(in),
            epoch(in),
            in.integer("first held", 0, Long.MAX_VALUE),
            in.integer("last held", 0, Long.MAX_VALUE));
    in.close();
    return state;
  }

  private static HostFacts facts(FieldReader in) throws IOException, FieldReader.Fault {
    in.open("host facts");
    HostFacts facts =
        new HostFacts(
            in.text("host name"),
            in.text("os type"),
            in.text("os description"),
            in.text("architecture"),
            (int) in.integer("logical cpus", 0, MOST_CPUS),
            in.integer("memory bytes", 0, Long.MAX_VALUE),
            in.instant("booted at"),
            in.text("agent version"));
    in.close();
    return facts;
  }

  private Frame welcome(FieldReader in) throws IOException, FieldReader.Fault {
    return new Frame.Welcome(
        in.text("session"),
        in.instant("collector time"),
        in.list("replay from", limits.lanes(), () -> replayFrom(in)),
        in.duration("heartbeat"),
        in.duration("retain"),
        in.duration("interval"),
        in.hasMore() ? in.duration("backfill pace") : Frame.Welcome.DEFAULT_BACKFILL_PACE,
        in.hasMore()
            ? (int) in.integer("newest frame", 0, Integer.MAX_VALUE)
            : FrameType.FIRST_NEWEST);
  }

  private static Frame.ReplayFrom replayFrom(FieldReader in) throws IOException, FieldReader.Fault {
    in.open("lane");
    Frame.ReplayFrom from = new Frame.ReplayFrom(lane(in), epoch(in), sequence(in));
    in.close();
    return from;
  }

  private SeriesKey series(FieldReader in) throws IOException, FieldReader.Fault {
    in.open("series");
    String metric = in.text("metric");
    if (metric.isEmpty()) {
      throw in.malformed("metric: empty");
    }
    List<String> parts = in.list("attributes", 2 * limits.attributes(), () -> in.text("attribute"));
    SeriesKey key = new SeriesKey(metric, attributes(parts, in));
    in.close();
    return key;
  }

  private static Attributes attributes(List<String> parts, FieldReader in)
      throws FieldReader.Fault {
    if (parts.size() % 2 != 0) {
      throw in.malformed("attributes: a name without a value");
    }
    TreeMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < parts.size(); i += 2) {
      if (map.put(parts.get(i), parts.get(i + 1)) != null) {
        throw in.malformed("attributes: a name twice");
      }
    }
    return new Attributes(map);
  }

  private Frame samples(FieldReader in) throws IOException, FieldReader.Fault {
    Lane lane = lane(in);
    long epoch = epoch(in);
    long sequence = sequence(in);
    var sampledAt = in.instant("sampled at");
    List<Integer> ids =
        in.list("ids", limits.samples(), () -> (int) in.integer("id", 0, limits.series() - 1L));
    List<Reading> readings = in.list("values", ids.size(), () -> reading(in));
    if (ids.size() != readings.size()) {
      throw in.malformed(readings.size() + " values for " + ids.size() + " ids");
    }
    return new Frame.Samples(lane, epoch, sequence, sampledAt, ids, readings);
  }

  private static Reading reading(FieldReader in) throws IOException, FieldReader.Fault {
    Optional<Double> number = in.numberOrOpen("value");
    if (number.isPresent()) {
      return new Reading.Value(number.get());
    }
    Reading.Cause cause = in.code("cause", Reading.Cause.values(), Reading.Cause.FAILED);
    in.close();
    return new Reading.Unavailable(cause);
  }

  private Frame changes(FieldReader in) throws IOException, FieldReader.Fault {
    long later = in.integer("later", -FieldReader.LAST_MILLIS, FieldReader.LAST_MILLIS);
    BitSet bits = BitSet.valueOf(in.bytes("changed", (limits.samples() + 7) / 8));
    List<Integer> changed = bits.stream().boxed().toList();
    List<Change> changes = in.list("changes", changed.size(), () -> change(in));
    if (changed.size() != changes.size()) {
      throw in.malformed(changes.size() + " changes for " + changed.size() + " samples");
    }
    return new Frame.Changes(later, changed, changes);
  }

  private static Change change(FieldReader in) throws IOException, FieldReader.Fault {
    Optional<Change> plain = in.changeOrOpen("change");
    if (plain.isPresent()) {
      return plain.get();
    }
    long first = in.integer("steps or cause", -FieldReader.MOST_STEP, FieldReader.MOST_STEP);
    Change change =
        in.hasMore()
            ? new Change.Decimal(first, (int) in.integer("digits", 1, Change.MOST_DIGITS))
            : new Change.Gone(cause(first, in));
    in.close();
    return change;
  }

  private static Reading.Cause cause(long code, FieldReader in) throws FieldReader.Fault {
    if (code < 0) {
      throw in.malformed("cause: " + code);
    }
    Reading.Cause[] causes = Reading.Cause.values();
    return code < causes.length ? causes[(int) code] : Reading.Cause.FAILED;
  }

  private static Frame gap(FieldReader in) throws IOException, FieldReader.Fault {
    Lane lane = lane(in);
    long epoch = epoch(in);
    long from = sequence(in);
    return new Frame.Gap(
        lane,
        epoch,
        from,
        in.integer("to", from, Long.MAX_VALUE),
        in.integer("count", 1, Long.MAX_VALUE),
        in.code("reason", Frame.GapReason.values(), Frame.GapReason.BUFFER_FULL));
  }

  /** A lane of a later version has no meaning here: refused, not guessed. */
  private static Lane lane(FieldReader in) throws IOException, FieldReader.Fault {
    return in.code("lane", Lane.values());
  }

  private static long epoch(FieldReader in) throws IOException, FieldReader.Fault {
    return in.integer("epoch", Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static long sequence(FieldReader in) throws IOException, FieldReader.Fault {
    return in.integer("sequence", 1, Long.MAX_VALUE);
  }
}
