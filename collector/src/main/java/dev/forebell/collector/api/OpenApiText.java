package dev.forebell.collector.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The interface's own document, as text. */
record OpenApiText(String text) {
  static final String RESOURCE = "dev/forebell/collector/api/openapi.yaml";
  private static final String PLACEHOLDER = "http://127.0.0.1:8080";

  static OpenApiText load() {
    try (InputStream in = OpenApiText.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + RESOURCE);
      }
      return new OpenApiText(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  /** The document with the address at which it was asked for as its server. */
  String servedFrom(String origin) {
    return text.replace(PLACEHOLDER, origin);
  }
}
