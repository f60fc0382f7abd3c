package dev.forebell.common.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of a module, as Maven wrote it into its jar. */
public final class BuildVersion {
  private BuildVersion() {}

  /**
   * Such as {@code 0.1.0}; {@code development} when not run from a built jar.
   *
   * @param module {@code agent}, {@code collector} or {@code common}
   */
  public static String of(String module) {
    String resource = "/META-INF/maven/dev.forebell/" + module + "/pom.properties";
    try (InputStream text = BuildVersion.class.getResourceAsStream(resource)) {
      if (text == null) {
        return "development";
      }
      Properties properties = new Properties();
      properties.load(text);
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
