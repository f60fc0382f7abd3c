package dev.forebell.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this agent, as its build wrote it down. */
final class AgentVersion {
  private static final String RESOURCE = "/META-INF/maven/dev.forebell/agent/pom.properties";

  private AgentVersion() {}

  /** Such as {@code 0.1.0}; {@code development} when not run from a built jar. */
  static String current() {
    try (InputStream resource = AgentVersion.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        return "development";
      }
      Properties properties = new Properties();
      properties.load(resource);
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
