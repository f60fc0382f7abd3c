package dev.forebell.common.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.SeriesKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Frames to the bytes of one message. Descriptions that are too long are shortened; a frame that
 * exceeds a limit otherwise is a mistake of the caller. Safe for use by several threads.
 */
public final class FrameWriter {
  private final WireLimits limits;
  private final CBORFactory cbor;

  public FrameWriter(WireLimits limits) {
    this.limits = limits;
    // Half of all values are whole numbers or fit 32 bits: minimal widths halve a batch.
    // Lenient: a file system name with half a surrogate pair must not stop an agent.
    this.cbor =
        CBORFactory.builder()
            .enable(CBORGenerator.Feature.WRITE_MINIMAL_INTS)
            .enable(CBORGenerator.Feature.WRITE_MINIMAL_DOUBLES)
            .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
            .build();
  }

  /**
   * The message that holds {@code frame}.
   *
   * @throws IllegalArgumentException if it exceeds the message limit
   */
  public byte[] write(Frame frame) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (CBORGenerator out = cbor.createGenerator(bytes)) {
      write(frame, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (bytes.size() > limits.messageBytes()) {
      throw new IllegalArgumentException(
          frame.getClass().getSimpleName()
              + " takes "
              + bytes.size()
              + " bytes, limit "
              + limits.messageBytes());
    }
    return bytes.toByteArray();
  }

  private void write(Frame frame, CBORGenerator out) throws IOException {
    switch (frame) {
      case Frame.Hello f -> hello(f, out);
      case Frame.Welcome f -> welcome(f, out);
      case Frame.Series f -> series(f, out);
      case Frame.Samples f -> samples(f, out);
      case Frame.Changes f -> changes(f, out);
      case Frame.Heartbeat f -> {
        open(out, FrameType.HEARTBEAT, 2);
        out.writeNumber(f.wall().toEpochMilli());
        out.writeNumber(f.monotonic().toMillis());
      }
      case Frame.Beat f -> {
        open(out, FrameType.BEAT, 1);
        out.writeNumber(f.later().toMillis());
      }
      case Frame.Ack f -> {
        open(out, FrameType.ACK, 3);
        mark(out, code(f.lane()), f.epoch(), f.sequence());
      }
      case Frame.Gap f -> gap(f, out);
      case Frame.Bye f -> {
        open(out, FrameType.BYE, 2);
        out.writeNumber(code(f.reason()));
        optional(out, f.expectedReturn());
      }
      case Frame.Witness f -> witness(f, out);
      case Frame.WitnessAnswer f -> {
        open(out, FrameType.WITNESS_ANSWER, 2);
        out.writeNumber(f.question());
        out.writeNumber(code(f.saw()));
      }
      case Frame.Renew f -> {
        open(out, FrameType.RENEW, 2);
        out.writeString(f.publicKey());
        out.writeString(f.proof());
      }
      case Frame.Renewed f -> {
        open(out, FrameType.RENEWED, 1);
        out.writeStartArray(f, f.chain().size());
        for (String certificate : f.chain()) {
          out.writeString(certificate);
        }
        out.writeEndArray();
      }
      case Frame.Reject f -> {
        open(out, FrameType.REJECT, 3);
        out.writeNumber(code(f.code()));
        out.writeString(limits.clip(f.text()));
        optional(out, f.retryAfter());
      }
    }
    out.writeEndArray();
  }

  private void hello(Frame.Hello f, CBORGenerator out) throws IOException {
    boolean withAddress = !f.address().isEmpty();
    boolean withMachine = withAddress || !f.machine().isEmpty();
    open(out, FrameType.HELLO, 6 + (withMachine ? 1 : 0) + (withAddress ? 1 : 0));
    out.writeNumber(f.version());
    out.writeString(limits.clip(f.agentId()));
    out.writeString(limits.clip(f.bootId()));
    out.writeNumber(f.agentTime().toEpochMilli());
    out.writeStartArray(f, f.lanes().size());
    for (Frame.LaneState lane : f.lanes()) {
      out.writeStartArray(lane, 4);
      mark(out, code(lane.lane()), lane.epoch(), lane.firstHeld());
      out.writeNumber(lane.lastHeld());
      out.writeEndArray();
    }
    out.writeEndArray();
    facts(f.facts(), out);
    if (withMachine) {
      out.writeString(limits.clip(f.machine()));
    }
    if (withAddress) {
      out.writeString(limits.clip(f.address()));
    }
  }

  private static void witness(Frame.Witness f, CBORGenerator out) throws IOException {
    open(out, FrameType.WITNESS, 3);
    out.writeNumber(f.question());
    out.writeString(f.address());
    out.writeStartArray(f, f.ports().size());
    for (int port : f.ports()) {
      out.writeNumber(port);
    }
    out.writeEndArray();
  }

  private void facts(HostFacts facts, CBORGenerator out) throws IOException {
    out.writeStartArray(facts, 8);
    out.writeString(limits.clip(facts.hostName()));
    out.writeString(limits.clip(facts.osType()));
    out.writeString(limits.clip(facts.osDescription()));
    out.writeString(limits.clip(facts.architecture()));
    out.writeNumber(facts.logicalCpus());
    out.writeNumber(facts.memoryBytes());
    out.writeNumber(facts.bootedAt().toEpochMilli());
    out.writeString(limits.clip(facts.agentVersion()));
    out.writeEndArray();
  }

  private void welcome(Frame.Welcome f, CBORGenerator out) throws IOException {
    boolean withNewest = f.newestFrame() != FrameType.FIRST_NEWEST;
    open(out, FrameType.WELCOME, withNewest ? 8 : 7);
    out.writeString(limits.clip(f.session()));
    out.writeNumber(f.collectorTime().toEpochMilli());
    out.writeStartArray(f, f.replayFrom().size());
    for (Frame.ReplayFrom from : f.replayFrom()) {
      out.writeStartArray(from, 3);
      mark(out, code(from.lane()), from.epoch(), from.sequence());
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeNumber(f.heartbeat().toMillis());
    out.writeNumber(f.retain().toMillis());
    out.writeNumber(f.interval().toMillis());
    out.writeNumber(f.backfillPace().toMillis());
    if (withNewest) {
      out.writeNumber(f.newestFrame());
    }
  }

  private static void series(Frame.Series f, CBORGenerator out) throws IOException {
    open(out, FrameType.SERIES, 2);
    out.writeNumber(f.firstId());
    out.writeStartArray(f, f.series().size());
    for (SeriesKey key : f.series()) {
      out.writeStartArray(key, 2);
      out.writeString(key.metric());
      out.writeStartArray(key, 2 * key.attributes().values().size());
      for (var attribute : key.attributes().values().entrySet()) {
        out.writeString(attribute.getKey());
        out.writeString(attribute.getValue());
      }
      out.writeEndArray();
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private static void samples(Frame.Samples f, CBORGenerator out) throws IOException {
    open(out, FrameType.SAMPLES, 6);
    mark(out, code(f.lane()), f.epoch(), f.sequence());
    out.writeNumber(f.sampledAt().toEpochMilli());
    out.writeStartArray(f, f.ids().size());
    for (int id : f.ids()) {
      out.writeNumber(id);
    }
    out.writeEndArray();
    readings(f.readings(), out);
  }

  private static void readings(List<Reading> readings, CBORGenerator out) throws IOException {
    out.writeStartArray(readings, readings.size());
    for (Reading reading : readings) {
      switch (reading) {
        case Reading.Value value -> number(value.value(), out);
        case Reading.Unavailable none -> {
          out.writeStartArray(none, 1);
          out.writeNumber(code(none.cause()));
          out.writeEndArray();
        }
      }
    }
    out.writeEndArray();
  }

  private static void changes(Frame.Changes f, CBORGenerator out) throws IOException {
    open(out, FrameType.CHANGES, 3);
    out.writeNumber(f.laterMillis());
    BitSet changed = new BitSet();
    f.changed().forEach(changed::set);
    out.writeBinary(changed.toByteArray());
    out.writeStartArray(f, f.changes().size());
    for (Change change : f.changes()) {
      switch (change) {
        case Change.Step step -> out.writeNumber(step.by());
        case Change.Exact exact -> out.writeNumber(exact.value());
        case Change.Decimal decimal -> {
          out.writeStartArray(decimal, 2);
          out.writeNumber(decimal.steps());
          out.writeNumber(decimal.digits());
          out.writeEndArray();
        }
        case Change.Gone gone -> {
          out.writeStartArray(gone, 1);
          out.writeNumber(code(gone.cause()));
          out.writeEndArray();
        }
      }
    }
    out.writeEndArray();
  }

  /** Whole numbers as integers; a negative zero is not one. */
  private static void number(double value, CBORGenerator out) throws IOException {
    long whole = (long) value;
    if (Double.doubleToRawLongBits((double) whole) == Double.doubleToRawLongBits(value)
        && Math.abs(whole) <= 1L << 53) {
      out.writeNumber(whole);
    } else {
      out.writeNumber(value);
    }
  }

  private static void gap(Frame.Gap f, CBORGenerator out) throws IOException {
    open(out, FrameType.GAP, 6);
    mark(out, code(f.lane()), f.epoch(), f.from());
    out.writeNumber(f.to());
    out.writeNumber(f.count());
    out.writeNumber(code(f.reason()));
  }

  /** These enums say so themselves: their order is the code on the wire, append only. */
  @SuppressWarnings("EnumOrdinal")
  private static int code(Enum<?> constant) {
    return constant.ordinal();
  }

  private static void mark(CBORGenerator out, int lane, long epoch, long sequence)
      throws IOException {
    out.writeNumber(lane);
    out.writeNumber(epoch);
    out.writeNumber(sequence);
  }

  private static void optional(CBORGenerator out, Optional<Duration> duration) throws IOException {
    if (duration.isPresent()) {
      out.writeNumber(duration.get().toMillis());
    } else {
      out.writeNull();
    }
  }

  private static void open(CBORGenerator out, int type, int fields) throws IOException {
    out.writeStartArray(null, fields + 1);
    out.writeNumber(type);
  }
}
