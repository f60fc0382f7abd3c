package dev.forebell.collector;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.forebell.common.model.Pure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house's plan: which room may see which. */
class ArchitectureTest {
  private static final String ROOT = "dev.forebell.collector.";

  /** Rooms at the edge: they share what stands in {@code port} and never see each other. */
  private static final List<String> EDGES =
      List.of(
          "ingest", "intake", "trust", "ledger", "deliver", "api", "console", "metrics", "config",
          "demo", "replay", "notify");

  private static final JavaClasses COLLECTOR =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.forebell.collector");

  /** A rule about no class at all fails too: a room that was renamed is not forgotten. */
  private static void holds(ArchRule rule) {
    rule.check(COLLECTOR);
  }

  private static String room(String name) {
    return ROOT + name + "..";
  }

  private static String[] rooms(Stream<String> names) {
    return names.map(ArchitectureTest::room).toArray(String[]::new);
  }

  @Test
  void engineAndPureClassesDependOnTheModelAndPlainJavaOnly() {
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage(
            room("engine"),
            "dev.forebell.common.model..",
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "java.util.regex",
            "java.time..",
            "java.math",
            "org.pcollections");
    DescribedPredicate<JavaClass> plain =
        allowed.or(DescribedPredicate.describe("primitives", ArchitectureTest::isPlain));
    holds(
        noClasses()
            .that()
            .resideInAPackage(room("engine"))
            .should()
            .dependOnClassesThat(not(plain)));
    holds(
        noClasses().that(pure()).should().dependOnClassesThat(not(plain.or(pure()).or(ownData()))));
  }

  /** A pure class of an edge may also use records and enums of the house: they only hold values. */
  private static DescribedPredicate<JavaClass> ownData() {
    return resideInAPackage("dev.forebell..")
        .and(DescribedPredicate.describe("records and enums", ArchitectureTest::isData));
  }

  private static boolean isData(JavaClass type) {
    return type.isRecord() || type.isEnum() || type.isInterface();
  }

  private static DescribedPredicate<JavaClass> pure() {
    return DescribedPredicate.describe("@Pure", ArchitectureTest::isPure);
  }

  private static boolean isPlain(JavaClass type) {
    return type.isPrimitive() || type.isArray();
  }

  /** Nested and anonymous classes are as pure as the class they stand in. */
  private static boolean isPure(JavaClass type) {
    JavaClass owner = type;
    while (owner.getEnclosingClass().isPresent()) {
      owner = owner.getEnclosingClass().get();
    }
    return owner.isAnnotatedWith(Pure.class);
  }

  private static DescribedPredicate<JavaClass> engineOrPure() {
    return resideInAPackage(room("engine")).or(pure());
  }

  @Test
  void engineAndPureClassesNeverReadTheirSurroundings() {
    // accessTargetWhere sees calls, constructors and method references; callMethod misses the last.
    holds(noClasses().that(engineOrPure()).should().accessTargetWhere(ambient()));
  }

  private static DescribedPredicate<JavaAccess<?>> ambient() {
    return DescribedPredicate.describe(
        "clock, thread, system, randomness or default locale and zone",
        access -> {
          String owner = access.getTargetOwner().getName();
          String member = access.getTarget().getName();
          return switch (owner) {
            case "java.lang.System" -> !member.equals("arraycopy");
            case "java.lang.Thread", "java.lang.Runtime", "java.util.Random", "java.util.UUID" ->
                true;
            case "java.lang.Math" -> member.equals("random");
            case "java.util.Locale" -> member.equals("getDefault");
            case "java.time.ZoneId", "java.util.TimeZone" ->
                member.equals("systemDefault") || member.equals("getDefault");
            case "java.time.Clock", "java.time.InstantSource" -> member.startsWith("system");
            default -> owner.startsWith("java.time.") && member.equals("now");
          };
        });
  }

  @Test
  void engineRoomsKnowOnlyWhatStandsBelowThem() {
    sees("engine.calendar", "engine.calendar");
    sees("engine.condition", "engine.condition");
    sees("engine.sla", "engine.sla", "engine.calendar", "engine.condition");
    sees("engine.people", "engine.people", "engine.sla", "engine.calendar", "engine.condition");
    sees(
        "engine.customer",
        "engine.customer",
        "engine.people",
        "engine.sla",
        "engine.calendar",
        "engine.condition");
    sees("engine.forecast", "engine.forecast");
    sees(
        "engine.detect", "engine.detect", "engine.condition", "engine.calendar", "engine.forecast");
    sees("engine.emergency", "engine.emergency", "engine.customer", "engine.condition");
    holds(
        noClasses()
            .that()
            .resideInAPackage(room("engine.incident"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(room("engine.detect")));
  }

  private static void sees(String room, String... below) {
    DescribedPredicate<JavaClass> others =
        resideInAPackage(room("engine"))
            .and(not(resideInAnyPackage(rooms(Arrays.stream(below)))))
            .and(not(resideInAPackage(ROOT + "engine")));
    holds(noClasses().that().resideInAPackage(room(room)).should().dependOnClassesThat(others));
  }

  @Test
  void engineRoomsHaveNoCycles() {
    slices().matching(ROOT + "engine.(*)..").should().beFreeOfCycles().check(COLLECTOR);
  }

  @Test
  void edgesNeverSeeAnotherEdge() {
    for (String edge : EDGES) {
      String[] others =
          rooms(Stream.concat(EDGES.stream().filter(name -> !name.equals(edge)), Stream.of("app")));
      holds(
          noClasses()
              .that()
              .resideInAPackage(room(edge))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others));
    }
  }

  @Test
  void portAndJsonSeeTheEngineAlone() {
    for (String shared : List.of("port", "json")) {
      String[] above = rooms(Stream.concat(EDGES.stream(), Stream.of("app")));
      holds(
          noClasses()
              .that()
              .resideInAPackage(room(shared))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(above));
    }
    closed("port", "json");
  }

  @Test
  void theDrillLooksFromOutside() {
    closed("app.drill", "engine", "json", "ledger", "ingest", "deliver", "api", "metrics");
  }

  @Test
  void theSimulatedFleetLooksFromOutside() {
    closed("app.simulate", "engine", "json", "ledger", "deliver", "api", "metrics", "config");
  }

  @Test
  void askingWitnessesKnowsAgentsAndTheEngineOnly() {
    closed("app.witness", "json", "ledger", "deliver", "api", "metrics", "config", "trust");
  }

  private static void closed(String room, String... others) {
    holds(
        noClasses()
            .that()
            .resideInAPackage(room(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(rooms(Arrays.stream(others))));
  }

  @Test
  void eachLibraryHasItsRooms() {
    only("io.vertx..", "ingest", "intake", "deliver", "api", "console", "demo", "app");
    only("jakarta.mail..", "notify");
    only("org.eclipse.angus..");
    only("io.netty..", "intake");
    only("com.google.protobuf..", "intake");
    only("org.bouncycastle..", "trust");
    only("java.sql..", "ledger");
    only("org.flywaydb..", "ledger");
    only("org.sqlite..", "ledger");
    only(
        "com.fasterxml.jackson..",
        "config",
        "deliver",
        "api",
        "json",
        "intake",
        "replay",
        "notify",
        "app");
    only("com.dashjoin.jsonata..", "config", "deliver", "notify");
    only("io.micrometer..", "metrics");
    only("io.prometheus..", "metrics");
    only("picocli..", "app");
    only("org.snakeyaml..");
    only("org.yaml..", "api");
    only("oshi..");
  }

  private static void only(String library, String... rooms) {
    holds(
        noClasses()
            .that(not(resideInAnyPackage(rooms(Arrays.stream(rooms)))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void collectorNeverSeesTheAgent() {
    holds(noClasses().should().dependOnClassesThat().resideInAPackage("dev.forebell.agent.."));
  }

  @Test
  void engineStateIsNotShared() {
    holds(
        noFields()
            .that()
            .areDeclaredInClassesThat(engineOrPure())
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.VOLATILE));
  }

  @Test
  void nothingStaticChanges() {
    holds(
        fields()
            .that()
            .areStatic()
            .and()
            .doNotHaveName("$assertionsDisabled")
            .and(
                DescribedPredicate.describe(
                    "not made by the compiler",
                    field -> !field.getModifiers().toString().contains("SYNTHETIC")))
            .should()
            .beFinal());
  }

  @Test
  void namesComeFromTheDomain() {
    holds(
        noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?")
            .because("such a name says nothing about what the class is for"));
  }

  @Test
  void everyClassStandsInARoom() {
    String[] rooms =
        rooms(Stream.concat(EDGES.stream(), Stream.of("engine", "port", "json", "app")));
    holds(classes().should().resideInAnyPackage(rooms));
  }

  @Test
  void ambientReadsAreSeenThroughMethodReferences() {
    JavaClasses planted = new ClassFileImporter().importClasses(Planted.class);
    ArchRule rule = noClasses().should().accessTargetWhere(ambient());
    org.junit.jupiter.api.Assertions.assertThrows(
        AssertionError.class, () -> rule.check(planted), "the rule must not be blind");
  }

  /** Breaks the rule on purpose. */
  static final class Planted {
    private final java.util.function.Supplier<java.time.Instant> clock = java.time.Instant::now;

    java.time.Instant read() {
      return clock.get();
    }
  }
}
