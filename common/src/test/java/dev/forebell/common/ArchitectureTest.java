package dev.forebell.common;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.forebell.common.model.Pure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The import rules of this module: what is pure stays pure, method references included. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.forebell.common");

  /** A rule on annotated classes alone would skip the classes nested in them. */
  private static final DescribedPredicate<JavaClass> PURE_BY_MARK =
      describe("marked @Pure, or nested in such a class", ArchitectureTest::marked);

  private static boolean marked(JavaClass type) {
    return type.isAnnotatedWith(Pure.class)
        || type.getEnclosingClass().filter(ArchitectureTest::marked).isPresent();
  }

  private static final DescribedPredicate<JavaClass> PURE =
      resideInAnyPackage("dev.forebell.common.model", "dev.forebell.common.wire").or(PURE_BY_MARK);

  private static final DescribedPredicate<JavaClass> LANGUAGE =
      resideInAnyPackage(
          "java.lang",
          "java.lang.annotation",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "java.time..",
          "java.math");

  /** What the streaming parser and generator force on their callers; no stream is ever opened. */
  private static final Set<String> BYTES_IN_MEMORY =
      Set.of(
          "java.io.IOException",
          "java.io.UncheckedIOException",
          "java.io.OutputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.Closeable");

  private static final DescribedPredicate<JavaClass> FOR_WIRE =
      LANGUAGE
          .or(resideInAPackage("dev.forebell.common.model"))
          .or(resideInAPackage("dev.forebell.common.wire"))
          .or(resideInAnyPackage("java.nio", "java.nio.charset"))
          .or(
              resideInAnyPackage(
                  "com.fasterxml.jackson.core..", "com.fasterxml.jackson.dataformat.cbor"))
          .or(describe("bytes in memory", type -> BYTES_IN_MEMORY.contains(type.getName())))
          .or(describe("arrays of primitives", type -> type.getBaseComponentType().isPrimitive()));

  private static final Set<String> AMBIENT =
      Set.of(
          "java.time.Instant.now",
          "java.time.Clock.system",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.InstantSource.system",
          "java.time.LocalDate.now",
          "java.time.LocalTime.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Year.now",
          "java.time.YearMonth.now",
          "java.time.ZoneId.systemDefault",
          "java.util.UUID.randomUUID",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.lang.Math.random");

  private static final Set<String> FORBIDDEN_OWNERS =
      Set.of(
          "java.lang.System",
          "java.lang.Thread",
          "java.lang.Runtime",
          "java.lang.ProcessHandle",
          "java.lang.ProcessBuilder",
          "java.util.Random",
          "java.util.Timer");

  private static final DescribedPredicate<JavaAccess<?>> IMPURE =
      describe(
          "reads a clock, a default, a thread or random numbers",
          access -> {
            String owner = access.getTargetOwner().getName();
            return FORBIDDEN_OWNERS.contains(owner)
                || AMBIENT.contains(owner + "." + access.getName());
          });

  private static final ArchRule NO_AMBIENT_INPUT =
      noClasses().that(PURE).should().accessTargetWhere(IMPURE);

  @Test
  void theModelImportsTheLanguageOnly() {
    classes()
        .that()
        .resideInAPackage("dev.forebell.common.model")
        .should()
        .onlyDependOnClassesThat(
            LANGUAGE
                .or(resideInAPackage("dev.forebell.common.model"))
                .or(describe("arrays of primitives", t -> t.getBaseComponentType().isPrimitive())))
        .check(MAIN);
  }

  @Test
  void theWireImportsTheModelAndStreamingCborOnly() {
    classes()
        .that()
        .resideInAPackage("dev.forebell.common.wire")
        .should()
        .onlyDependOnClassesThat(FOR_WIRE)
        .check(MAIN);
  }

  @Test
  void markedClassesDependOnPureOnesOnly() {
    classes()
        .that(are(PURE_BY_MARK))
        .should()
        .onlyDependOnClassesThat(FOR_WIRE.or(PURE_BY_MARK))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void pureClassesReadNoClockNoDefaultAndNoRandom() {
    NO_AMBIENT_INPUT.check(MAIN);
  }

  /** Planted: what a rule on calls alone would miss. */
  @Pure
  static final class Planted {
    private Planted() {}

    static Supplier<Instant> reference() {
      return Instant::now;
    }

    static final class Nested {
      private Nested() {}

      static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
      }

      static Locale locale() {
        return Locale.getDefault();
      }
    }
  }

  @Test
  void theRuleSeesMethodReferencesAndNestedClasses() {
    EvaluationResult result =
        NO_AMBIENT_INPUT.evaluate(
            new ClassFileImporter().importClasses(Planted.class, Planted.Nested.class));
    String report = result.getFailureReport().toString();
    assertTrue(report.contains("Instant.now"), report);
    assertTrue(report.contains("LocalDate.now"), report);
    assertTrue(report.contains("Locale.getDefault"), report);
  }

  @Test
  void commonKnowsNeitherAgentNorCollector() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.forebell.agent..", "dev.forebell.collector..")
        .check(MAIN);
  }

  @Test
  void noFieldIsStaticAndMutable() {
    fields().that().areStatic().should().beFinal().check(MAIN);
  }

  @Test
  void pureClassesShareNothingBetweenThreads() {
    fields()
        .that()
        .areDeclaredInClassesThat(PURE)
        .should()
        .notHaveModifier(JavaModifier.VOLATILE)
        .check(MAIN);
  }

  @Test
  void noClassIsNamedAfterNothing() {
    noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?").check(MAIN);
  }

  @Test
  void nothingSleepsExitsOrPrintsStackTraces() {
    noClasses()
        .should()
        .accessTargetWhere(
            describe(
                "Thread.sleep, System.exit, printStackTrace, or text without a locale",
                ArchitectureTest::banned))
        .check(new ClassFileImporter().importPackages("dev.forebell.common"));
  }

  private static boolean banned(JavaAccess<?> access) {
    String target = access.getTargetOwner().getName() + "." + access.getName();
    String parameters = access.getTarget().getDescription();
    return target.equals("java.lang.Thread.sleep")
        || target.equals("java.lang.System.exit")
        || access.getName().equals("printStackTrace")
        || (target.equals("java.lang.String.format") && !parameters.contains("java.util.Locale"))
        || parameters.endsWith("java.lang.String.toLowerCase()>")
        || parameters.endsWith("java.lang.String.toUpperCase()>");
  }
}
