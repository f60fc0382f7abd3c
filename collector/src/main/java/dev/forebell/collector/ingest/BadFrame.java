package dev.forebell.collector.ingest;

import dev.forebell.common.wire.Frame.RejectCode;
import dev.forebell.common.wire.WireProblem;
import java.util.Locale;

/** Why a frame was bad, as a label of a meter. */
public enum BadFrame {
  TOO_LONG,
  VERSION,
  MALFORMED,
  UNKNOWN_SERIES,
  SERIES_ORDER,
  UNEXPECTED,
  /** A text message, where only binary ones exist. */
  TEXT,
  /** Refused below the protocol: an oversized, compressed or corrupt WebSocket frame. */
  WEBSOCKET;

  static BadFrame of(WireProblem problem) {
    return switch (problem) {
      case WireProblem.TooLong _ -> TOO_LONG;
      case WireProblem.BadVersion _ -> VERSION;
      case WireProblem.Malformed _ -> MALFORMED;
      case WireProblem.UnknownSeries _ -> UNKNOWN_SERIES;
      case WireProblem.SeriesOutOfOrder _ -> SERIES_ORDER;
      case WireProblem.Unexpected _ -> UNEXPECTED;
    };
  }

  /** What the agent is told. */
  RejectCode code() {
    return switch (this) {
      case TOO_LONG -> RejectCode.LIMIT;
      case VERSION -> RejectCode.VERSION;
      case MALFORMED, UNKNOWN_SERIES, SERIES_ORDER, UNEXPECTED, TEXT, WEBSOCKET ->
          RejectCode.BAD_FRAME;
    };
  }

  /** The label: {@code too_long}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
