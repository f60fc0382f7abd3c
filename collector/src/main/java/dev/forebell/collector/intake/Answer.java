package dev.forebell.collector.intake;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An answer to a sender.
 *
 * @param type media type of the body; empty: there is none
 * @param headers besides the media type
 */
record Answer(int status, String type, Buffer body, SortedMap<String, String> headers) {
  static Answer empty(int status) {
    return new Answer(status, "", Buffer.buffer(), new TreeMap<>());
  }

  static Answer of(int status, String type, byte[] body) {
    return new Answer(status, type, Buffer.buffer(body), new TreeMap<>());
  }

  /** One line for people. */
  static Answer text(int status, String line) {
    byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
    return of(status, "text/plain; charset=utf-8", body);
  }

  Answer with(String header, String value) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, more);
  }
}
