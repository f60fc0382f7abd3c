package dev.forebell.collector.intake;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Optional;

/** A request that was received whole. */
record Delivered(MultiMap headers, Buffer body) {
  Optional<String> header(CharSequence name) {
    return Optional.ofNullable(headers.get(name)).map(String::strip);
  }

  /** The media type without parameters, in lower case; empty: none was named. */
  String mediaType() {
    return header("Content-Type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The body, decompressed where it says that it is compressed with gzip.
   *
   * @param most bytes that it may come to
   */
  byte[] plain(int most) throws BadRequest {
    String encoding = header("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "identity", "" -> body.getBytes();
      case "gzip" -> GzipBody.decompressed(body.getBytes(), most);
      default -> throw new BadRequest(415, "Content-Encoding must be gzip or none");
    };
  }
}
