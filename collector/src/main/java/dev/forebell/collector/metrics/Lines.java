package dev.forebell.collector.metrics;

import dev.forebell.collector.port.ExpositionFormat;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The lines of one scrape on their way out, in chunks: nothing of it is kept. Families are written
 * one after the other, each with its head before its first line. One thread.
 */
final class Lines {
  private static final int CHUNK = 32 * 1024;
  // A double or a long has at most 25 characters.
  private static final int LONGEST_NUMBER = 32;
  private static final double LARGEST_WHOLE = 1e15;

  private final OutputStream out;
  private final ExpositionFormat format;
  private final byte[] chunk = new byte[CHUNK];
  private int used;

  Lines(OutputStream out, ExpositionFormat format) {
    this.out = out;
    this.format = format;
  }

  ExpositionFormat format() {
    return format;
  }

  /** {@code HELP}, {@code TYPE} and {@code UNIT}, which text format 0.0.4 reads as a comment. */
  void head(Family family) throws IOException {
    boolean open = format == ExpositionFormat.OPEN_METRICS;
    String name = open ? family.name() : family.sampleName();
    text("# HELP " + name + " " + escaped(family.help(), open) + "\n");
    text("# TYPE " + name + " " + (open ? family.type().openMetrics : family.type().text) + "\n");
    if (!family.unit().isEmpty()) {
      text("# UNIT " + name + " " + family.unit() + "\n");
    }
  }

  private static String escaped(String help, boolean open) {
    String plain = help.replace("\\", "\\\\").replace("\n", "\\n");
    return open ? plain.replace("\"", "\\\"") : plain;
  }

  /**
   * One sample.
   *
   * @param start up to the labels that every series of the host has
   * @param rest these, the closing brace and the blank
   */
  void line(byte[] start, byte[] rest, double value) throws IOException {
    bytes(start);
    bytes(rest);
    number(value);
    chunk[used++] = '\n';
  }

  /** One sample of a family that has few. */
  void sample(Family family, Labels labels, double value) throws IOException {
    text(family.sampleName());
    text(labels.isEmpty() ? " " : "{" + labels + "} ");
    number(value);
    chunk[used++] = '\n';
  }

  void text(String text) throws IOException {
    bytes(Labels.bytes(text));
  }

  private void bytes(byte[] bytes) throws IOException {
    if (bytes.length > CHUNK - used) {
      flush();
    }
    if (bytes.length > CHUNK) {
      out.write(bytes);
      return;
    }
    System.arraycopy(bytes, 0, chunk, used, bytes.length);
    used += bytes.length;
  }

  /** Leaves room for the end of the line. */
  private void number(double value) throws IOException {
    if (CHUNK - used < LONGEST_NUMBER) {
      flush();
    }
    if (value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE) {
      whole((long) value);
    } else {
      ascii(Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value));
    }
  }

  private void whole(long value) {
    long rest = value;
    if (rest < 0) {
      chunk[used++] = '-';
      rest = -rest;
    }
    int end = used + digits(rest);
    used = end;
    do {
      chunk[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
  }

  private static int digits(long value) {
    int digits = 1;
    for (long bound = 10; bound <= value; bound *= 10) {
      digits++;
    }
    return digits;
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      chunk[used++] = (byte) text.charAt(i);
    }
  }

  /** Ends the scrape. */
  void end() throws IOException {
    if (format == ExpositionFormat.OPEN_METRICS) {
      text("# EOF\n");
    }
    flush();
    out.flush();
  }

  private void flush() throws IOException {
    out.write(chunk, 0, used);
    used = 0;
  }
}
