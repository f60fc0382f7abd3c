package dev.forebell.collector.api;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The interface's own document, as text. */
record OpenApiText(String text) {
  static final String RESOURCE = "openapi.yaml";
  private static final String PLACEHOLDER = "http://127.0.0.1:8080";

  static OpenApiText load() {
    try (InputStream in = OpenApiText.class.getResourceAsStream(RESOURCE)) {
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

  JsonObject json() {
    Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return new JsonObject(tree);
  }

  /**
   * What requests are validated against: the document without its answers, because the validator
   * refuses media types it does not know, such as {@code application/problem+json}.
   */
  JsonObject requests() {
    JsonObject document = json();
    JsonObject none = new JsonObject().put("default", new JsonObject().put("description", "any"));
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject operations = paths.getJsonObject(path);
      operations
          .fieldNames()
          .forEach(method -> operations.getJsonObject(method).put("responses", none.copy()));
    }
    document.getJsonObject("components").remove("responses");
    return document;
  }
}
