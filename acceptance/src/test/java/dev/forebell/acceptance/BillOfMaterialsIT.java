package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the programs carry: licences that may be given on, and no version with a known hole that
 * nobody has decided on. {@code build/advisories.json} is the record of what people have read; a
 * review that is old, or a library that is new, stops a release and only warns elsewhere: a branch
 * must not turn red by the mere passing of time.
 */
final class BillOfMaterialsIT {
  private static final int FRESH_DAYS = 90;
  private static final JsonNode REVIEW = read(Checkout.root().resolve("build/advisories.json"));

  @ParameterizedTest
  @ValueSource(strings = {"agent", "collector"})
  void namesEveryJarThatIsShipped(String program) throws IOException {
    TreeSet<String> jars = new TreeSet<>();
    try (Stream<Path> files = Files.list(Checkout.root().resolve(program + "/target/lib"))) {
      files.map(file -> file.getFileName().toString()).forEach(jars::add);
    }
    TreeSet<String> named = new TreeSet<>();
    components(program)
        .map(c -> c.path("name").asText() + "-" + c.path("version").asText() + ".jar")
        .forEach(named::add);
    jars.removeIf(jar -> named.stream().anyMatch(jar::startsWith) || nativePart(jar, named));
    assertEquals(List.of(), List.copyOf(jars), "shipped, but not in the bill of materials");
    assertFalse(named.isEmpty());
  }

  // The same library once more, for a processor: NAME-VERSION-linux-x86_64.jar.
  private static boolean nativePart(String jar, Set<String> named) {
    return named.stream().anyMatch(n -> jar.startsWith(n.replaceFirst("\\.jar$", "-")));
  }

  /** One of the licences of a component must be on the list: several are a choice. */
  @ParameterizedTest
  @ValueSource(strings = {"agent", "collector"})
  void hasOnlyLicencesThatMayBeGivenOn(String program) {
    List<String> allowed = texts(REVIEW.path("licences"));
    List<String> bad =
        components(program)
            .filter(c -> licences(c).stream().noneMatch(allowed::contains))
            .map(c -> label(c) + " " + licences(c))
            .toList();
    assertEquals(List.of(), bad, "licences that nobody has allowed (build/advisories.json)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "collector"})
  void hasNoKnownHoleThatNobodyDecidedOn(String program) {
    List<String> open = new ArrayList<>();
    components(program)
        .forEach(
            component ->
                REVIEW
                    .path("advisories")
                    .forEach(
                        advisory -> {
                          if (affected(component, advisory) && !decided(advisory)) {
                            open.add(label(component) + ": " + advisory.path("id").asText());
                          }
                        }));
    assertEquals(List.of(), open, "update it, or decide in build/advisories.json");
  }

  @ParameterizedTest
  @CsvSource({
    "4.2.7.Final,4.2.8.Final,true",
    "4.2.8.Final,4.2.8.Final,false",
    "4.2.18.Final,4.2.8.Final,false",
    "2.14.9,2.15.0,true"
  })
  void comparesVersionsAsNumbers(String version, String fixed, boolean below) {
    assertEquals(below, Version.parse(version).compareTo(Version.parse(fixed)) < 0);
  }

  @Test
  void wasReviewedRecently() {
    LocalDate reviewed = LocalDate.parse(REVIEW.path("reviewed").asText());
    LocalDate today = LocalDate.parse(System.getProperty("build.day", reviewed.toString()));
    long days = ChronoUnit.DAYS.between(reviewed, today);
    releaseNeeds(
        days < FRESH_DAYS,
        "build/advisories.json was reviewed " + days + " days ago; a release needs under 90");
  }

  @Test
  void everyLibraryWasReviewed() {
    List<String> known = texts(REVIEW.path("components"));
    TreeSet<String> unknown = new TreeSet<>();
    Stream.of("agent", "collector")
        .flatMap(BillOfMaterialsIT::components)
        .map(BillOfMaterialsIT::name)
        .filter(name -> !name.startsWith("dev.forebell/"))
        .filter(name -> known.stream().noneMatch(k -> matches(k, name)))
        .forEach(unknown::add);
    releaseNeeds(
        unknown.isEmpty(), "no one has looked for advisories on " + unknown + ": then list them");
  }

  private static void releaseNeeds(boolean holds, String otherwise) {
    if (Boolean.getBoolean("forebell.release")) {
      assertTrue(holds, otherwise);
    } else if (!holds) {
      System.out.println("warning: " + otherwise);
    }
  }

  private static boolean affected(JsonNode component, JsonNode advisory) {
    return advisory.path("component").asText().equals(name(component))
        && Version.parse(component.path("version").asText())
                .compareTo(Version.parse(advisory.path("fixed").asText()))
            < 0;
  }

  private static boolean decided(JsonNode advisory) {
    return List.of("not_affected", "accepted").contains(advisory.path("decision").asText())
        && !advisory.path("why").asText().isBlank();
  }

  private static boolean matches(String known, String name) {
    return known.endsWith("/*")
        ? name.startsWith(known.substring(0, known.length() - 1))
        : known.equals(name);
  }

  private static Stream<JsonNode> components(String program) {
    Path file = Checkout.root().resolve(program + "/target/bom.json");
    return StreamSupport.stream(read(file).path("components").spliterator(), false);
  }

  private static List<String> licences(JsonNode component) {
    List<String> licences = new ArrayList<>();
    for (JsonNode choice : component.path("licenses")) {
      JsonNode licence = choice.path("license");
      licences.add(
          licence
              .path("id")
              .asText(licence.path("name").asText(choice.path("expression").asText())));
    }
    return licences;
  }

  private static String name(JsonNode component) {
    return component.path("group").asText() + "/" + component.path("name").asText();
  }

  private static String label(JsonNode component) {
    return name(component) + " " + component.path("version").asText();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
