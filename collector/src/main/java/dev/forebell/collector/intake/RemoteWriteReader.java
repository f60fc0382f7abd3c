package dev.forebell.collector.intake;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.forebell.collector.intake.SentSeries.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the messages of Prometheus' remote write, {@code prometheus.WriteRequest} (1.0) and {@code
 * io.prometheus.write.v2.Request} (2.0), field by field: what is not needed (metadata, exemplars,
 * histograms) is passed over without being built.
 */
final class RemoteWriteReader {
  private final IntakeLimits limits;
  private final List<SentSeries> series = new ArrayList<>();
  private final List<String> symbols = new ArrayList<>();
  private final TextTable texts;
  private int samples;

  private RemoteWriteReader(byte[] message, IntakeLimits limits) {
    this.texts = new TextTable(message);
    this.limits = limits;
  }

  /** A message of 1.0. */
  static List<SentSeries> version1(byte[] message, IntakeLimits limits) throws BadRequest {
    return read(message, limits, RemoteWriteReader::field1);
  }

  /** A message of 2.0, whose labels point into a table of symbols. */
  static List<SentSeries> version2(byte[] message, IntakeLimits limits) throws BadRequest {
    return read(message, limits, RemoteWriteReader::field2);
  }

  /** Takes one field, or says that it is none of its own. */
  private interface Field {
    boolean take(RemoteWriteReader reader, int field, CodedInputStream in)
        throws IOException, BadRequest;
  }

  private static List<SentSeries> read(byte[] message, IntakeLimits limits, Field field)
      throws BadRequest {
    RemoteWriteReader reader = new RemoteWriteReader(message, limits);
    try {
      CodedInputStream in = CodedInputStream.newInstance(message);
      reader.fields(in, field);
      return reader.series;
    } catch (IOException e) {
      throw new BadRequest("not the protobuf message that it is called: " + e.getMessage());
    }
  }

  private void fields(CodedInputStream in, Field field) throws IOException, BadRequest {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!field.take(this, tag, in)) {
        in.skipField(tag);
      }
    }
  }

  private static int delimited(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private static int varint(int field) {
    return field << 3 | WireFormat.WIRETYPE_VARINT;
  }

  private static int fixed64(int field) {
    return field << 3 | WireFormat.WIRETYPE_FIXED64;
  }

  /** Reads a message within the message. */
  private void within(CodedInputStream in, Field field) throws IOException, BadRequest {
    int limit = in.pushLimit(in.readRawVarint32());
    fields(in, field);
    in.checkLastTagWas(0);
    in.popLimit(limit);
  }

  private boolean field1(int tag, CodedInputStream in) throws IOException, BadRequest {
    if (tag != delimited(1)) {
      return false;
    }
    Labels.Builder labels = new Labels.Builder();
    List<Point> points = new ArrayList<>(1);
    within(
        in,
        (reader, field, part) -> {
          if (field == delimited(1)) {
            label(part, labels);
          } else if (field == delimited(2)) {
            points.add(point(part));
          } else {
            return false;
          }
          return true;
        });
    add(labels.build(), points);
    return true;
  }

  private void label(CodedInputStream in, Labels.Builder labels) throws IOException, BadRequest {
    String[] pair = {"", ""};
    within(
        in,
        (reader, field, part) -> {
          if (field != delimited(1) && field != delimited(2)) {
            return false;
          }
          pair[field == delimited(1) ? 0 : 1] = text(part);
          return true;
        });
    put(labels, pair[0], pair[1]);
  }

  private boolean field2(int tag, CodedInputStream in) throws IOException, BadRequest {
    if (tag == delimited(4)) {
      if (symbols.size() >= limits.series() * 4) {
        throw new BadRequest(413, "over " + limits.series() * 4 + " symbols");
      }
      symbols.add(text(in));
      return true;
    }
    if (tag != delimited(5)) {
      return false;
    }
    List<Integer> references = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    within(
        in,
        (reader, field, part) -> {
          if (field == delimited(1)) {
            references(part, references);
          } else if (field == varint(1)) {
            references.add(part.readUInt32());
          } else if (field == delimited(2)) {
            points.add(point(part));
          } else {
            return false;
          }
          return true;
        });
    add(labels(references), points);
    return true;
  }

  private void references(CodedInputStream in, List<Integer> references)
      throws IOException, BadRequest {
    int limit = in.pushLimit(in.readRawVarint32());
    while (!in.isAtEnd()) {
      if (references.size() >= limits.labels() * 2) {
        throw new BadRequest("a series has over " + limits.labels() + " labels");
      }
      references.add(in.readUInt32());
    }
    in.popLimit(limit);
  }

  private Labels labels(List<Integer> references) throws BadRequest {
    if (references.size() % 2 != 0) {
      throw new BadRequest("label references are not pairs");
    }
    Labels.Builder labels = new Labels.Builder();
    for (int i = 0; i < references.size(); i += 2) {
      put(labels, symbol(references.get(i)), symbol(references.get(i + 1)));
    }
    return labels.build();
  }

  private String symbol(int reference) throws BadRequest {
    if (reference < 0 || reference >= symbols.size()) {
      throw new BadRequest("there is no symbol " + Integer.toUnsignedString(reference));
    }
    return symbols.get(reference);
  }

  private void put(Labels.Builder labels, String name, String value) throws BadRequest {
    if (labels.size() >= limits.labels()) {
      throw new BadRequest("a series has over " + limits.labels() + " labels");
    }
    labels.put(name, value);
  }

  private String text(CodedInputStream in) throws IOException, BadRequest {
    int length = in.readRawVarint32();
    if (length > limits.textBytes()) {
      throw new BadRequest("a name or value has over " + limits.textBytes() + " bytes");
    }
    int start = in.getTotalBytesRead();
    in.skipRawBytes(length);
    return texts.text(start, length);
  }

  private Point point(CodedInputStream in) throws IOException, BadRequest {
    if (++samples > limits.samples()) {
      throw new BadRequest(413, "over " + limits.samples() + " samples");
    }
    double[] value = {0};
    long[] millis = {0};
    within(
        in,
        (reader, field, part) -> {
          if (field == fixed64(1)) {
            value[0] = part.readDouble();
          } else if (field == varint(2)) {
            millis[0] = part.readInt64();
          } else {
            return false;
          }
          return true;
        });
    return new Point(millis[0], value[0]);
  }

  private void add(Labels labels, List<Point> points) throws BadRequest {
    if (series.size() >= limits.series()) {
      throw new BadRequest(413, "over " + limits.series() + " series");
    }
    series.add(new SentSeries(labels, points));
  }
}
