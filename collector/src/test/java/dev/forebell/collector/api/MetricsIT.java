package dev.forebell.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.port.MetricsAccess.Verdict;
import dev.forebell.common.model.CustomerId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scrapes over a real connection. */
class MetricsIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static WebFixture web;

  @BeforeAll
  static void start() {
    web = WebFixture.start();
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  @BeforeEach
  void open() {
    web.readers(token -> new Verdict.Everything());
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(web.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void whoSaysNothingGetsPlainText() throws Exception {
    HttpResponse<byte[]> answer = get("/metrics");
    assertEquals(
        "forebell_up{names=\"OPEN_TELEMETRY\",format=\"TEXT\",customer=\"all\"} 1\n", text(answer));
    assertEquals("text/plain; version=0.0.4; charset=utf-8", header(answer, "Content-Type"));
    assertEquals("", header(answer, "Content-Encoding"));
  }

  @Test
  void prometheusGetsOpenMetricsAndGzip() throws Exception {
    HttpResponse<byte[]> answer =
        get(
            "/metrics",
            "Accept",
            "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
            "Accept-Encoding",
            "gzip");
    assertEquals(
        "application/openmetrics-text; version=1.0.0; charset=utf-8",
        header(answer, "Content-Type"));
    assertEquals("gzip", header(answer, "Content-Encoding"));
    assertTrue(unzipped(answer).contains("OPEN_METRICS"), unzipped(answer));
  }

  private static String unzipped(HttpResponse<byte[]> answer) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void oneCustomerMayBeAskedFor() throws Exception {
    assertTrue(text(get("/metrics?customer=acme")).contains("customer=\"acme\""));
    assertEquals(404, get("/metrics?customer=nobody").statusCode());
  }

  @Test
  void aCustomersTokenReadsThatCustomerAlone() throws Exception {
    web.readers(
        token ->
            token.isPresent() && token.get().reveal().equals("t-acme")
                ? new Verdict.Only(new CustomerId("acme"))
                : new Verdict.Refused());
    HttpResponse<byte[]> refused = get("/metrics");
    assertEquals(401, refused.statusCode());
    assertTrue(header(refused, "WWW-Authenticate").startsWith("Bearer"));
    assertEquals(401, get("/metrics", "Authorization", "Bearer other").statusCode());
    HttpResponse<byte[]> answer = get("/metrics", "Authorization", "Bearer t-acme");
    assertEquals(200, answer.statusCode());
    assertTrue(text(answer).contains("customer=\"acme\""));
    assertEquals(
        403, get("/metrics?customer=other", "Authorization", "Bearer t-acme").statusCode());
  }

  @Test
  void prometheusFindsTheHosts() throws Exception {
    HttpResponse<byte[]> answer = get("/sd/prometheus");
    assertEquals(200, answer.statusCode());
    assertTrue(header(answer, "Content-Type").startsWith("application/json"));
    assertEquals("[]", text(answer).strip());
    web.readers(token -> new Verdict.Refused());
    assertEquals(401, get("/sd/prometheus").statusCode());
  }
}
