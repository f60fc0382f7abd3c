package dev.forebell.collector.metrics;

import dev.forebell.collector.port.ExpositionFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a part of a scrape wrote. */
final class Written {
  private Written() {}

  /** Something that writes. */
  interface Part {
    void write(Lines out) throws IOException;
  }

  static String by(ExpositionFormat format, Part part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Lines lines = new Lines(bytes, format);
    try {
      part.write(lines);
      lines.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
