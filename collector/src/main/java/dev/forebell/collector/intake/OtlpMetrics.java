package dev.forebell.collector.intake;

import com.google.protobuf.CodedOutputStream;
import dev.forebell.collector.port.ArrivalSink;
import dev.forebell.collector.port.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** OpenTelemetry's protocol for metrics over HTTP, in protobuf or JSON. */
final class OtlpMetrics implements Way {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final Duration SPREAD = Duration.ofSeconds(2);

  private final Arrivals arrivals;
  private final IntakeLimits limits;

  OtlpMetrics(ArrivalSink sink, IntakeCounters counters, IntakeLimits limits, InstantSource time) {
    this.arrivals = new Arrivals(sink, counters, time, OtlpMetrics::spread);
    this.limits = limits;
  }

  /** Each scraper of a host stamps its own time: those of one round lie close together. */
  private static Duration spread(Source source) {
    Duration half = source.interval().dividedBy(2);
    return half.compareTo(SPREAD) < 0 ? half : SPREAD;
  }

  @Override
  public String path() {
    return "/v1/metrics";
  }

  @Override
  public Taken take(Source source, Delivered delivered) throws BadRequest {
    byte[] plain = delivered.plain(limits.plainBytes());
    OtlpRequest request =
        switch (delivered.mediaType()) {
          case PROTOBUF, "" -> OtlpReader.read(plain, limits);
          case JSON -> OtlpJsonReader.read(plain, limits);
          default -> throw new BadRequest(415, "Content-Type must be " + PROTOBUF + " or " + JSON);
        };
    OtlpRequest.Content content = request.content(HostAssembler::knows);
    Arrivals.Outcome outcome = arrivals.take(source, content.series());
    List<String> refused = new ArrayList<>(content.refused());
    refused.addAll(outcome.refused());
    long lost = content.lost() + outcome.lost();
    return new Taken(
        success(isJson(delivered), lost, String.join("; ", refused)), outcome.committed());
  }

  private static boolean isJson(Delivered delivered) {
    return delivered.mediaType().equals(JSON);
  }

  /** What was refused must not be sent again, so the whole counts as a success. */
  private static Answer success(boolean json, long lost, String why) {
    if (json) {
      return Answer.of(200, JSON, lost == 0 ? OtlpAnswers.json() : OtlpAnswers.json(lost, why));
    }
    return Answer.of(200, PROTOBUF, lost == 0 ? new byte[0] : partial(lost, why));
  }

  /** {@code ExportMetricsServiceResponse} with its {@code partial_success}. */
  private static byte[] partial(long lost, String why) {
    return message(
        out ->
            out.writeByteArray(
                1,
                message(
                    part -> {
                      part.writeInt64(1, lost);
                      part.writeString(2, why);
                    })));
  }

  /** The answer's body is {@code google.rpc.Status}. */
  @Override
  public Answer refusal(Delivered delivered, int status, String why, boolean again) {
    int code = again ? OtlpAnswers.UNAVAILABLE : OtlpAnswers.INVALID_ARGUMENT;
    if (isJson(delivered)) {
      return Answer.of(status, JSON, OtlpAnswers.status(code, why));
    }
    return Answer.of(
        status,
        PROTOBUF,
        message(
            out -> {
              out.writeInt32(1, code);
              out.writeString(2, why);
            }));
  }

  @Override
  public void tellComplete() {
    arrivals.tellComplete();
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
