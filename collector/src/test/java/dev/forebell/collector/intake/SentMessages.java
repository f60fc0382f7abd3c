package dev.forebell.collector.intake;

import com.google.protobuf.CodedOutputStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Messages as senders make them, by the field numbers of the published definitions. */
final class SentMessages {
  private SentMessages() {}

  /** Writes fields. */
  interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] point(long millis, double value) {
    return message(
        out -> {
          out.writeDouble(1, value);
          out.writeInt64(2, millis);
        });
  }

  /** A {@code prometheus.WriteRequest} of one series, with metadata that is of no use. */
  static byte[] version1(Map<String, String> labels, long millis, double value) {
    byte[] series =
        message(
            out -> {
              for (Map.Entry<String, String> label : labels.entrySet()) {
                out.writeByteArray(
                    1,
                    message(
                        pair -> {
                          pair.writeString(1, label.getKey());
                          pair.writeString(2, label.getValue());
                        }));
              }
              out.writeByteArray(2, point(millis, value));
            });
    return message(
        out -> {
          out.writeByteArray(1, series);
          out.writeByteArray(3, message(metadata -> metadata.writeString(2, "node_load1")));
        });
  }

  /** An {@code io.prometheus.write.v2.Request} of one series. */
  static byte[] version2(Map<String, String> labels, long millis, double value) {
    List<String> symbols = new ArrayList<>(List.of(""));
    List<Integer> references = new ArrayList<>();
    labels.forEach(
        (name, text) -> {
          symbols.add(name);
          references.add(symbols.size() - 1);
          symbols.add(text);
          references.add(symbols.size() - 1);
        });
    byte[] packed =
        message(
            out -> {
              for (int reference : references) {
                out.writeUInt32NoTag(reference);
              }
            });
    byte[] series =
        message(
            out -> {
              out.writeByteArray(1, packed);
              out.writeByteArray(2, point(millis, value));
              out.writeByteArray(5, message(metadata -> metadata.writeUInt32(1, 2)));
              out.writeInt64(6, millis);
            });
    return message(
        out -> {
          for (String symbol : symbols) {
            out.writeString(4, symbol);
          }
          out.writeByteArray(5, series);
        });
  }

  static byte[] snappy(byte[] plain) {
    ByteBuf out = Unpooled.buffer();
    new Snappy().encode(Unpooled.wrappedBuffer(plain), out, plain.length);
    byte[] block = new byte[out.readableBytes()];
    out.readBytes(block);
    return block;
  }
}
