package dev.forebell.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.forebell.common.model.Pure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String AGENT = "dev.forebell.agent";
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.forebell");
  private static final JavaClasses ALL = new ClassFileImporter().importPackages(AGENT);

  @Test
  void oshiIsSeenByTheProbesOnly() {
    check(onlyIn("oshi..", AGENT + ".probe.."));
  }

  @Test
  void nettyIsSeenByTheLinkOnly() {
    check(onlyIn("io.netty..", AGENT + ".link.."));
  }

  @Test
  void jacksonIsSeenByTheReportOnly() {
    check(onlyIn("com.fasterxml..", AGENT + ".report..", AGENT + ".identity.."));
  }

  @Test
  void theCommandLineIsSeenByTheWiringOnly() {
    check(onlyIn("picocli..", AGENT));
  }

  @Test
  void nothingOfTheCollectorIsSeen() {
    check(
        noClasses()
            .that(resideInAPackage(AGENT + ".."))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.forebell.collector..")));
  }

  @Test
  void roomsAreEnteredInOneDirection() {
    String[] watching = {"watch", "certificate", "check", "plugin", "textfile"};
    for (String one : watching) {
      check(room(one, "sampler", "link", "spool", "report"));
      check(room("probe", one));
      check(room("sampler", one));
      check(room("report", one));
    }
    check(room("plugin", "watch", "certificate", "check", "textfile"));
    check(room("textfile", "watch", "certificate", "check", "plugin"));
    check(room("exec", "probe", "watch", "certificate", "check", "plugin", "textfile", "sampler"));
    check(room("probe", "sampler", "link", "spool", "report"));
    check(room("sampler", "link", "spool", "report"));
    check(room("link", "probe", "sampler", "report", "identity"));
    check(room("identity", "probe", "sampler", "spool", "report"));
    check(room("spool", "probe", "sampler", "link", "report"));
    check(room("report", "probe", "link", "spool"));
    check(
        noClasses()
            .that(resideInAnyPackage(AGENT + ".(*)..", "dev.forebell.common.."))
            .should()
            .dependOnClassesThat(resideInAPackage(AGENT)));
  }

  @Test
  void pureClassesTouchNeitherTimeNorThreadsNorTheWorld() {
    check(
        noClasses()
            .that(are(pure()))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "java.io..",
                    "java.nio..",
                    "java.net..",
                    "java.util.concurrent..",
                    "java.lang.reflect..",
                    "oshi..",
                    "io.netty..",
                    "com.fasterxml..")));
    check(noClasses().that(are(pure())).should().accessTargetWhere(theClock()));
  }

  @Test
  void nothingStaticChanges() {
    check(
        fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(resideInAPackage(AGENT + ".."))
            .and()
            .doNotHaveName("$VALUES")
            .should()
            .beFinal());
  }

  @Test
  void namesSayWhatAClassIsFor() {
    check(
        classes()
            .that(resideInAPackage(AGENT + ".."))
            .should()
            .haveNameNotMatching(".*(Utils?|Helper|Manager|Impl)"));
  }

  @Test
  void whatMakesTestsSlowOrOutputStrangeIsUsedNowhere() {
    check(
        ALL,
        noClasses()
            .should()
            .accessTargetWhere(
                target(
                    "sleep, print a stack to the terminal, or change case by the machine's locale",
                    "java.lang.Thread.sleep\\(.*"
                        + "|java.lang.Throwable.printStackTrace\\(\\)"
                        + "|java.lang.String.(toLowerCase|toUpperCase)\\(\\)"
                        + "|java.lang.String.format\\(java.lang.String, .*")));
    check(
        noClasses()
            .that(resideInAPackage(AGENT + ".."))
            .and()
            .doNotHaveSimpleName("AgentMain")
            .should()
            .accessTargetWhere(target("end the process", "java.lang.System.exit\\(.*")));
  }

  private static ArchRule onlyIn(String library, String... rooms) {
    return noClasses()
        .that(resideInAPackage(AGENT + ".."))
        .and(DescribedPredicate.not(resideInAnyPackage(rooms)))
        .should()
        .dependOnClassesThat(resideInAPackage(library));
  }

  private static ArchRule room(String room, String... closed) {
    List<String> packages = List.of(closed).stream().map(c -> AGENT + "." + c + "..").toList();
    return noClasses()
        .that(resideInAPackage(AGENT + "." + room + ".."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(packages.toArray(String[]::new)));
  }

  // A rule on annotated classes alone would skip the classes nested in them.
  private static DescribedPredicate<JavaClass> pure() {
    return DescribedPredicate.describe(
        "marked @Pure or nested in such",
        type -> {
          Optional<JavaClass> outer = Optional.of(type);
          while (outer.isPresent() && !outer.get().isAnnotatedWith(Pure.class)) {
            outer = outer.get().getEnclosingClass();
          }
          return outer.isPresent();
        });
  }

  private static DescribedPredicate<JavaAccess<?>> theClock() {
    return target(
        "ask for time, threads, chance or the process",
        "java\\.time\\..*\\.now|java.time.Clock.system.*|java.time.InstantSource.system"
            + "|java.time.ZoneId.systemDefault|java.lang.(System|Thread|Runtime)\\..*"
            + "|java.lang.Math.random|java.util.Random\\..*|java.util.UUID.randomUUID"
            + "|java.util.Locale.getDefault");
  }

  private static DescribedPredicate<JavaAccess<?>> target(String what, String pattern) {
    Pattern banned = Pattern.compile(pattern);
    return DescribedPredicate.describe(
        "which " + what,
        access -> {
          String name = access.getTarget().getFullName();
          String bare = name.replaceFirst("\\(.*", "");
          return banned.matcher(name).matches() || banned.matcher(bare).matches();
        });
  }

  private static void check(ArchRule rule) {
    check(MAIN, rule);
  }

  private static void check(JavaClasses where, ArchRule rule) {
    rule.check(where);
  }

  @Test
  void theRulesSeeAReferenceToAForbiddenMethodInANestedClass() {
    JavaClasses planted = new ClassFileImporter().importClasses(Planted.class, Planted.Inner.class);
    ArchRule rule = noClasses().that(are(pure())).should().accessTargetWhere(theClock());
    assertThrows(AssertionError.class, () -> rule.check(planted));
  }

  @Pure
  private static final class Planted {
    private record Inner(Supplier<Instant> time) {
      Inner() {
        this(Instant::now);
      }
    }
  }
}
