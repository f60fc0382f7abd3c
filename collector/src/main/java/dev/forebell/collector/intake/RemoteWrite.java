package dev.forebell.collector.intake;

import dev.forebell.collector.port.ArrivalSink;
import dev.forebell.collector.port.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** Prometheus' remote write, 1.0 and 2.0. */
final class RemoteWrite implements Way {
  private static final String WRITTEN = "X-Prometheus-Remote-Write-";
  private static final String VERSION_2 = "io.prometheus.write.v2.Request";
  private static final String VERSION_1 = "prometheus.WriteRequest";

  private final Arrivals arrivals;
  private final IntakeLimits limits;

  RemoteWrite(ArrivalSink sink, IntakeCounters counters, IntakeLimits limits, InstantSource time) {
    // All values of a scrape carry one time.
    this.arrivals = new Arrivals(sink, counters, time, _ -> Duration.ZERO);
    this.limits = limits;
  }

  @Override
  public String path() {
    return "/api/v1/write";
  }

  @Override
  public Taken take(Source source, Delivered delivered) throws BadRequest {
    boolean second = isSecond(delivered);
    byte[] plain = SnappyBlock.decompressed(delivered.body().getBytes(), limits.plainBytes());
    List<SentSeries> series =
        second
            ? RemoteWriteReader.version2(plain, limits)
            : RemoteWriteReader.version1(plain, limits);
    Arrivals.Outcome outcome = arrivals.take(source, series);
    Answer answer =
        outcome.refused().isEmpty()
            ? Answer.empty(204)
            : Answer.text(400, String.join("; ", outcome.refused()));
    return new Taken(second ? counted(answer, outcome.samples()) : answer, outcome.committed());
  }

  private static Answer counted(Answer answer, int samples) {
    return answer
        .with(WRITTEN + "Samples-Written", Integer.toString(samples))
        .with(WRITTEN + "Histograms-Written", "0")
        .with(WRITTEN + "Exemplars-Written", "0");
  }

  @Override
  public Answer refusal(Delivered delivered, int status, String why, boolean again) {
    Answer answer = Answer.text(status, why);
    return delivered.header("Content-Type").orElse("").contains(VERSION_2)
        ? counted(answer, 0)
        : answer;
  }

  @Override
  public void tellComplete() {
    arrivals.tellComplete();
  }

  /** By the media type; what names no message is of 1.0. */
  private static boolean isSecond(Delivered delivered) throws BadRequest {
    if (!delivered.header("Content-Encoding").orElse("snappy").equalsIgnoreCase("snappy")) {
      throw new BadRequest(415, "Content-Encoding must be snappy");
    }
    String[] type =
        delivered.header("Content-Type").orElse("application/x-protobuf").split(";", -1);
    if (!type[0].strip().toLowerCase(Locale.ROOT).equals("application/x-protobuf")) {
      throw new BadRequest(415, "Content-Type must be application/x-protobuf");
    }
    for (int i = 1; i < type.length; i++) {
      String[] pair = type[i].split("=", 2);
      if (pair[0].strip().equals("proto") && pair.length == 2) {
        return isSecond(pair[1].strip());
      }
    }
    return false;
  }

  private static boolean isSecond(String message) throws BadRequest {
    return switch (message) {
      case VERSION_2 -> true;
      case VERSION_1 -> false;
      default ->
          throw new BadRequest(
              415, "proto must be " + VERSION_1 + " or " + VERSION_2 + ", not " + message);
    };
  }
}
