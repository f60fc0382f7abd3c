package dev.forebell.collector.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentRow;
import java.time.Instant;
import java.util.Base64;

/** The last incident of a page: the next page begins behind it, whatever was opened meanwhile. */
record ListCursor(boolean emergency, Instant detectedAt, IncidentId id) {
  static ListCursor after(IncidentRow row) {
    return new ListCursor(row.emergency(), row.detectedAt(), row.id());
  }

  /** Opaque text that survives a URL. */
  String text() {
    String plain = (emergency ? "1" : "0") + " " + Nanos.of(detectedAt) + " " + id;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static ListCursor parse(String text) {
    String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a cursor of this list: '" + text + "'");
    }
    return new ListCursor(
        parts[0].equals("1"), Nanos.instant(Long.parseLong(parts[1])), new IncidentId(parts[2]));
  }
}
