package dev.forebell.collector.intake;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Reads {@code ExportMetricsServiceRequest} in protobuf, field by field: what is not needed
 * (histograms, exemplars, scopes, descriptions) is passed over without being built.
 */
final class OtlpReader {
  private static final int TEMPORALITY_DELTA = 1;

  private OtlpReader() {}

  static OtlpRequest read(byte[] message, IntakeLimits limits) throws BadRequest {
    OtlpRequest request = new OtlpRequest(limits);
    try {
      CodedInputStream in = CodedInputStream.newInstance(message);
      fields(
          in,
          (tag, part) -> {
            if (tag == delimited(1)) {
              resourceMetrics(part, request.resource());
            } else {
              part.skipField(tag);
            }
          });
      return request;
    } catch (IOException e) {
      throw new BadRequest("not an ExportMetricsServiceRequest: " + e.getMessage());
    }
  }

  /** Takes one field, whatever it is. */
  private interface Field {
    void take(int tag, CodedInputStream in) throws IOException, BadRequest;
  }

  private static void fields(CodedInputStream in, Field field) throws IOException, BadRequest {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      field.take(tag, in);
    }
  }

  /** Reads a message within the message. */
  private static void within(CodedInputStream in, Field field) throws IOException, BadRequest {
    int limit = in.pushLimit(in.readRawVarint32());
    fields(in, field);
    in.checkLastTagWas(0);
    in.popLimit(limit);
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

  private static void resourceMetrics(CodedInputStream in, OtlpRequest.Resource resource)
      throws IOException, BadRequest {
    within(
        in,
        (tag, part) -> {
          if (tag == delimited(1)) {
            attributes(part, 1, resource::attribute);
          } else if (tag == delimited(2)) {
            scopeMetrics(part, resource);
          } else {
            part.skipField(tag);
          }
        });
  }

  private static void scopeMetrics(CodedInputStream in, OtlpRequest.Resource resource)
      throws IOException, BadRequest {
    within(
        in,
        (tag, part) -> {
          if (tag == delimited(2)) {
            metric(part, resource.metric());
          } else {
            part.skipField(tag);
          }
        });
  }

  private static void metric(CodedInputStream in, OtlpRequest.Metric metric)
      throws IOException, BadRequest {
    within(
        in,
        (tag, part) -> {
          if (tag == delimited(1)) {
            metric.name(part.readStringRequireUtf8());
          } else if (tag == delimited(5) || tag == delimited(7)) {
            numbers(part, metric);
          } else {
            part.skipField(tag);
          }
        });
  }

  /** A gauge or a sum; both have their points in field 1, only a sum has a temporality. */
  private static void numbers(CodedInputStream in, OtlpRequest.Metric metric)
      throws IOException, BadRequest {
    within(
        in,
        (tag, part) -> {
          if (tag == delimited(1)) {
            point(part, metric.point());
          } else if (tag == varint(2)) {
            if (part.readEnum() == TEMPORALITY_DELTA) {
              metric.delta();
            }
          } else {
            part.skipField(tag);
          }
        });
  }

  private static void point(CodedInputStream in, OtlpRequest.DataPoint point)
      throws IOException, BadRequest {
    within(
        in,
        (tag, part) -> {
          if (tag == fixed64(3)) {
            point.nanos(part.readFixed64());
          } else if (tag == fixed64(4)) {
            point.value(part.readDouble());
          } else if (tag == fixed64(6)) {
            point.value((double) part.readSFixed64());
          } else if (tag == delimited(7)) {
            keyValue(part, point::attribute);
          } else if (tag == varint(8)) {
            point.flags(part.readUInt32());
          } else {
            part.skipField(tag);
          }
        });
  }

  private interface Attribute {
    void take(String name, String value) throws BadRequest;
  }

  /** A message whose attributes are in one field. */
  private static void attributes(CodedInputStream in, int field, Attribute attribute)
      throws IOException, BadRequest {
    within(
        in,
        (tag, part) -> {
          if (tag == delimited(field)) {
            keyValue(part, attribute);
          } else {
            part.skipField(tag);
          }
        });
  }

  private static void keyValue(CodedInputStream in, Attribute attribute)
      throws IOException, BadRequest {
    String[] pair = {"", ""};
    within(
        in,
        (tag, part) -> {
          if (tag == delimited(1)) {
            pair[0] = part.readStringRequireUtf8();
          } else if (tag == delimited(2)) {
            pair[1] = anyValue(part);
          } else {
            part.skipField(tag);
          }
        });
    attribute.take(pair[0], pair[1]);
  }

  /** As text; lists and maps say nothing here. */
  private static String anyValue(CodedInputStream in) throws IOException, BadRequest {
    String[] text = {""};
    within(
        in,
        (tag, part) -> {
          if (tag == delimited(1)) {
            text[0] = part.readStringRequireUtf8();
          } else if (tag == varint(2)) {
            text[0] = Boolean.toString(part.readBool());
          } else if (tag == varint(3)) {
            text[0] = Long.toString(part.readInt64());
          } else if (tag == fixed64(4)) {
            text[0] = Double.toString(part.readDouble());
          } else {
            part.skipField(tag);
          }
        });
    return text[0];
  }
}
