package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.forebell.common.config.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schemas that editors use say the same as the reader. */
class SchemaTest {
  private static final Path SCHEMAS = ConfigurationFolder.SAMPLE.resolve("schema");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Complaints about the shape of a single value: an editor can show these as well. */
  private static final Pattern OF_SHAPE =
      Pattern.compile(
          "unknown key|is missing; expected the key|is a single value|: is a map|: is a list|has no"
              + " value|is unknown|has no unit|is not an id|is not a whole number|is not in"
              + " range|is not a level|both given|neither above nor|neither down nor|no level is"
              + " given|no host is named|is no moment|is no SHA-256|is not a customer code|is not"
              + " an amount|is not a path");

  static Stream<Path> goodFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path root :
        List.of(ConfigurationFolder.SAMPLE, BadConfigurationTest.RESOURCES.resolve("good"))) {
      try (Stream<Path> all = Files.walk(root)) {
        all.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
      }
    }
    return files.stream();
  }

  static Stream<Path> badlyShapedFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path mistake : BadConfigurationTest.mistakes()) {
      Path file = BadConfigurationTest.RESOURCES.resolve("bad").resolve(mistake);
      if (isBadlyShaped(file)) {
        files.add(file);
      }
    }
    return files.stream();
  }

  private static boolean isBadlyShaped(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("#- error: "))
        .anyMatch(line -> OF_SHAPE.matcher(line).find());
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void goodFileIsAccepted(Path file) throws IOException {
    assertEquals(List.of(), complaints(file));
  }

  @ParameterizedTest
  @MethodSource("badlyShapedFiles")
  void badlyShapedFileIsRefused(Path file) throws IOException {
    assertTrue(!complaints(file).isEmpty(), "the reader complains, the schema does not: " + file);
  }

  @ParameterizedTest
  @EnumSource
  void readerAndSchemaKnowTheSameKeys(Shape shape) throws IOException {
    assertSame(schemaNode(shape.schema()).at(shape.pointer()), shape.keys());
  }

  @ParameterizedTest
  @EnumSource
  void readerAndSchemaOfPeopleKnowTheSameKeys(PeopleShape shape) throws IOException {
    assertSame(schemaNode("people").at(shape.pointer()), shape.keys());
  }

  private static void assertSame(JsonNode map, Keys keys) {
    Set<String> known = new TreeSet<>();
    map.path("properties").fieldNames().forEachRemaining(known::add);
    Set<String> required = new TreeSet<>();
    map.path("required").forEach(key -> required.add(key.asText()));
    assertEquals(new TreeSet<>(keys.all()), known);
    assertEquals(new TreeSet<>(keys.required()), required);
    assertEquals("false", map.path("additionalProperties").asText());
  }

  private static List<String> complaints(Path file) throws IOException {
    String schema = Files.readString(SCHEMAS.resolve(schemaOf(file) + ".schema.json"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema)
        .validate(resolved(Files.readString(file)), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** As an editor sees the file, and the collector: with what its anchors stand for. */
  private static String resolved(String yaml) throws IOException {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return JSON.writeValueAsString(tree);
  }

  private static JsonNode schemaNode(String name) throws IOException {
    return JSON.readTree(Files.readString(SCHEMAS.resolve(name + ".schema.json")));
  }

  private static String schemaOf(Path file) {
    String folder = file.getParent().getFileName().toString().toLowerCase(Locale.ROOT);
    return switch (folder) {
      case "rules" -> "rules";
      case "customers" -> "customer";
      case "contracts" -> "contract";
      case "calendars" -> "calendar";
      case "webhooks" -> "webhook";
      case "people" -> "people";
      case "adapters" -> "adapter";
      case "simulations" -> "simulation";
      case "rule-tests" -> "rule-test";
      default -> file.endsWith("agent.yaml") ? "agent" : "collector";
    };
  }
}
