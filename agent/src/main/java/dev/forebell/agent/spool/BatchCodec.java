package dev.forebell.agent.spool;

import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.wire.Decoded;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.FrameReader;
import dev.forebell.common.wire.FrameWriter;
import dev.forebell.common.wire.SeriesDictionary;
import dev.forebell.common.wire.WireLimits;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A batch as the payload of a record: the frames of the wire that introduce its series and carry
 * it, each after its length, deflated. Every record stands for itself, so that damage costs one
 * batch. For one thread.
 */
final class BatchCodec {
  private static final WireLimits LIMITS = WireLimits.DEFAULT;

  /** Bounds what a payload may inflate to. */
  private static final int MOST_BYTES = 4 * LIMITS.messageBytes();

  private final FrameWriter writer = new FrameWriter(LIMITS);
  private final FrameReader reader = new FrameReader(LIMITS);
  private final byte[] block = new byte[8_192];

  // Nearly every batch has the series of the one before, and their names are most of the work: the
  // series of all its samples, the messages that introduced them, the ids of the samples.
  private List<SeriesKey> lastSeries = List.of();
  private byte[] lastFrames = new byte[0];
  private List<Integer> lastIds = List.of();

  byte[] encode(SampleBatch batch) {
    List<SeriesKey> series = batch.samples().stream().map(Sample::series).toList();
    ByteArrayOutputStream plain = new ByteArrayOutputStream(8_192);
    if (!series.isEmpty() && series.equals(lastSeries)) {
      plain.writeBytes(lastFrames);
      put(plain, writer.write(samples(batch, lastIds)));
    } else {
      SeriesDictionary.Outgoing outgoing = new SeriesDictionary.Sender(LIMITS).encode(batch);
      outgoing.series().forEach(frame -> put(plain, writer.write(frame)));
      if (outgoing.dropped() == 0) {
        lastSeries = series;
        lastFrames = plain.toByteArray();
        lastIds = outgoing.samples().ids();
      }
      put(plain, writer.write(outgoing.samples()));
    }
    return deflated(plain.toByteArray());
  }

  private static Frame.Samples samples(SampleBatch batch, List<Integer> ids) {
    return new Frame.Samples(
        batch.lane(),
        batch.epoch(),
        batch.sequence(),
        batch.sampledAt(),
        ids,
        batch.samples().stream().map(Sample::reading).toList());
  }

  private static void put(ByteArrayOutputStream out, byte[] message) {
    out.write(message.length >>> 16);
    out.write(message.length >>> 8);
    out.write(message.length);
    out.writeBytes(message);
  }

  private byte[] deflated(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(plain);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3 + 64);
      while (!deflater.finished()) {
        out.write(block, 0, deflater.deflate(block));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** The batch, unless the bytes are no payload; never throws for bytes of any kind. */
  Optional<SampleBatch> decode(byte[] payload) {
    return inflated(payload).flatMap(this::messages).flatMap(this::batch);
  }

  private Optional<byte[]> inflated(byte[] payload) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(payload);
      ByteArrayOutputStream out = new ByteArrayOutputStream(4 * payload.length + 64);
      while (!inflater.finished()) {
        int count = inflater.inflate(block);
        out.write(block, 0, count);
        boolean stuck = count == 0 && (inflater.needsInput() || inflater.needsDictionary());
        if (stuck || out.size() > MOST_BYTES) {
          return Optional.empty();
        }
      }
      return Optional.of(out.toByteArray());
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }

  private Optional<List<Frame>> messages(byte[] plain) {
    List<Frame> frames = new ArrayList<>();
    int at = 0;
    while (at + 3 <= plain.length) {
      int length = (plain[at] & 0xff) << 16 | (plain[at + 1] & 0xff) << 8 | (plain[at + 2] & 0xff);
      at += 3;
      if (length > plain.length - at
          || !(reader.read(Arrays.copyOfRange(plain, at, at + length)) instanceof Decoded.Ok ok)) {
        return Optional.empty();
      }
      frames.add(ok.frame());
      at += length;
    }
    return at == plain.length ? Optional.of(frames) : Optional.empty();
  }

  private Optional<SampleBatch> batch(List<Frame> frames) {
    SeriesDictionary.Receiver dictionary = new SeriesDictionary.Receiver(LIMITS);
    for (Frame frame : frames.subList(0, Math.max(0, frames.size() - 1))) {
      if (!(frame instanceof Frame.Series series) || dictionary.learn(series).isPresent()) {
        return Optional.empty();
      }
    }
    return !frames.isEmpty()
            && frames.getLast() instanceof Frame.Samples samples
            && dictionary.resolve(samples) instanceof SeriesDictionary.Resolved.Batch resolved
        ? Optional.of(resolved.batch())
        : Optional.empty();
  }
}
