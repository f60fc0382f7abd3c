package dev.forebell.collector.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of the page, read once.
 *
 * @param tag strong validator: changes with the content
 */
record PageFile(String type, Buffer content, String tag) {
  static PageFile load(String name) {
    try (InputStream in = PageFile.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: console page file " + name);
      }
      byte[] content = in.readAllBytes();
      return new PageFile(type(name), Buffer.buffer(content), tag(content));
    } catch (IOException e) {
      throw new UncheckedIOException("console page file " + name, e);
    }
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no media type for ." + ending);
    };
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
