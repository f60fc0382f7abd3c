package dev.forebell.collector.app.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulation finds what it says it finds: each bug that is planted is caught within two hundred
 * brief seeds. The seed that caught it last is tried first; {@code -Dsimulation.hunt=true} begins
 * at the first one ({@code -Dsimulation.first=F} at another), {@code -Dsimulation.bug=NAME} plants
 * only bugs whose name has that in it, with {@code -Dsimulation.seed=S} shows all of that seed.
 */
class PlantedBugsTest {
  private static final int SEEDS = 200;
  private static final Path LIKELY = Path.of("src/test/resources/simulation/planted.txt");
  private static final String HUNT = "dev.forebell.collector.app.simulation.Hunt";
  private static final String ROOM = "dev.forebell.collector.";
  private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
  private static final ClassDesc DURATION = ClassDesc.of("java.time.Duration");
  private static final ClassDesc OPTIONAL = ClassDesc.of("java.util.Optional");
  private static final ClassDesc LIST = ClassDesc.of("java.util.List");

  private static final ClassDesc ANSWER = ClassDesc.of(ROOM + "engine.condition.Evidence$Answer");

  /** What each hunt found: all of them run at once, on as many cores as there are. */
  private static final Map<String, Future<String>> HUNTS = new TreeMap<>();

  @BeforeAll
  static void hunt() throws IOException {
    Map<String, Long> likely = likely();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      bugs().forEach(bug -> HUNTS.put(bug.name(), threads.submit(() -> hunt(bug, likely))));
    }
  }

  private static String hunt(Mutant bug, Map<String, Long> likely)
      throws ReflectiveOperationException {
    Class<?> hunt = new MutantLoader(PlantedBugsTest.class.getClassLoader(), bug).loadClass(HUNT);
    Optional<Long> only = Optional.ofNullable(Long.getLong("simulation.seed"));
    if (only.isPresent()) {
      return hunt.getMethod("all", long.class).invoke(null, only.get()).toString();
    }
    long first = Boolean.getBoolean("simulation.hunt") ? -1 : likely.getOrDefault(bug.name(), 0L);
    return hunt.getMethod("first", long.class, long.class, int.class)
        .invoke(null, first, Long.getLong("simulation.first", FaultPlan.BRIEF), SEEDS)
        .toString();
  }

  static Stream<Mutant> bugs() {
    String some = System.getProperty("simulation.bug", "");
    return all().filter(bug -> bug.name().contains(some));
  }

  private static Stream<Mutant> all() {
    return Stream.of(
        Mutant.body(
            "ack before the commit",
            "app.AfterCommit",
            "ack",
            code ->
                planted(
                        code.aload(0).aload(1).aload(2).lload(3).lload(5),
                        "app.Planted",
                        "ack",
                        "(L%sapp/AfterCommit;L%singest/AgentConnection;Ldev/forebell/common/model/Lane;JJ)V")
                    .return_()),
        Mutant.body(
            "the wall clock in time-outs",
            "app.EngineClock",
            "instant",
            code ->
                code.aload(0)
                    .getfield(
                        ClassDesc.of(ROOM + "app.EngineClock"),
                        "wall",
                        ClassDesc.of("java.time.InstantSource"))
                    .invokeinterface(
                        ClassDesc.of("java.time.InstantSource"),
                        "instant",
                        MethodTypeDesc.of(INSTANT))
                    .areturn()),
        Mutant.body(
            "sleep and steps of the clock go unnoticed",
            "app.EngineClock",
            "followSteps",
            PlantedBugsTest::nothing),
        Mutant.body(
            "no grace after a start",
            "app.ListeningWatch",
            "grace",
            code -> code.getstatic(DURATION, "ZERO", DURATION).areturn()),
        Mutant.body(
            "silence before a restart is remembered from what was last on disk",
            "app.EngineRoom",
            "deafFrom",
            code -> code.aload(1).areturn()),
        Mutant.body(
            "a FIN is taken for a dead host",
            "engine.detect.LinkTimes",
            "agreed",
            code ->
                planted(
                        code.aload(0).aload(1).aload(2),
                        "engine.detect.Planted",
                        "agreed",
                        "(L%sengine/detect/Link;L%sengine/detect/HostProfile;Ljava/time/Instant;)Ljava/util/Optional;")
                    .areturn()),
        Mutant.body(
            "a child before its parent",
            "engine.incident.SiteWait",
            "othersAreSuspect",
            code -> code.iconst_0().ireturn()),
        Mutant.body(
            "a silence swallows what outlives it",
            "engine.incident.Gate",
            "inForce",
            code ->
                planted(
                        code.aload(0).aload(1).aload(2),
                        "engine.incident.Planted",
                        "inForce",
                        "(L%sengine/incident/CustomerState;Ljava/time/Instant;L%sengine/sla/Occasion;)Ljava/util/List;")
                    .areturn()),
        Mutant.body(
            "a window keeps nothing back", "engine.incident.Gate", "of", PlantedBugsTest::nothing),
        Mutant.body(
            "a witness that is refused is taken for one that reaches nobody",
            "engine.condition.Evidence$Answer",
            "proofOfLife",
            code ->
                code.aload(0)
                    .getstatic(ANSWER, "REACHED", ANSWER)
                    .ifThenElse(Opcode.IF_ACMPEQ, yes -> yes.iconst_1(), no -> no.iconst_0())
                    .ireturn()),
        Mutant.call(
            "a silent host misses its series",
            "engine.detect.AbsentJudge",
            "dev/forebell/collector/engine/detect/Cadence",
            "isGap",
            dev.forebell.collector.engine.detect.Planted.class,
            "(Ldev/forebell/collector/engine/detect/Cadence;Ljava/time/Instant;Ljava/time/Instant;)Z"),
        Mutant.body(
            "a breach while a recovery is confirmed",
            "engine.sla.ClockStop",
            "provisional",
            PlantedBugsTest::nothing),
        Mutant.body(
            "24 hours for a working day",
            "engine.calendar.WorkingTime",
            "lengthOf",
            code ->
                planted(
                        code.aload(0).aload(1),
                        "engine.calendar.Planted",
                        "lengthOf",
                        "(L%sengine/calendar/WorkingTime;Ljava/math/BigDecimal;)Ljava/util/Optional;")
                    .areturn()),
        Mutant.body(
            "clear where raised",
            "engine.detect.LevelVerdict",
            "main",
            code ->
                planted(
                        code.aload(0).dload(1),
                        "engine.detect.Planted",
                        "main",
                        "(L%sengine/detect/Rule$Level;D)L%sengine/detect/LevelVerdict;")
                    .areturn()),
        Mutant.call(
            "a promotion moves deadlines later",
            "engine.sla.ClockSetting",
            "java/time/Instant",
            "isBefore",
            dev.forebell.collector.engine.sla.Planted.class,
            "(Ljava/time/Instant;Ljava/time/Instant;)Z"),
        Mutant.call(
            "another key at every attempt",
            "deliver.TicketRequests",
            "dev/forebell/collector/port/OutboxMessage",
            "webhookId",
            dev.forebell.collector.deliver.Planted.class,
            "(Ldev/forebell/collector/port/OutboxMessage;)Ljava/lang/String;"),
        Mutant.body(
            "a create is repeated without looking for its ticket",
            "deliver.Shipment",
            "repeated",
            code -> code.iconst_0().ireturn()),
        Mutant.body(
            "batches below the mark have their effects again",
            "app.LaneProgress",
            "take",
            code ->
                code.getstatic(
                        ClassDesc.of(ROOM + "app.LaneProgress$Kind"),
                        "NEW",
                        ClassDesc.of(ROOM + "app.LaneProgress$Kind"))
                    .areturn()),
        Mutant.body(
            "watches are not written with their events",
            "app.EngineEffects",
            "watches",
            code -> {
              ClassDesc set = ClassDesc.of("java.util.TreeSet");
              code.new_(set)
                  .dup()
                  .invokespecial(set, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                  .areturn();
            }),
        Mutant.body(
            "an outbox row is lost",
            "app.CommitWriter",
            "endpoints",
            code -> code.invokestatic(LIST, "of", MethodTypeDesc.of(LIST), true).areturn()),
        Mutant.body(
            "numbers are used again after a crash",
            "app.Recovered",
            "lastNumber",
            code -> code.lconst_0().lreturn()));
  }

  private static void nothing(CodeBuilder code) {
    code.invokestatic(OPTIONAL, "empty", MethodTypeDesc.of(OPTIONAL)).areturn();
  }

  private static CodeBuilder planted(CodeBuilder code, String owner, String method, String type) {
    String slashed = ROOM.replace('.', '/');
    return code.invokestatic(
        ClassDesc.of(ROOM + owner),
        method,
        MethodTypeDesc.ofDescriptor(type.replace("%s", slashed)));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void thePlantedBugIsCaught(Mutant bug) throws ExecutionException, InterruptedException {
    String caught = HUNTS.get(bug.name()).get();
    System.out.println("planted: " + bug.name() + ": " + caught);
    assertFalse(caught.isEmpty(), "not caught: " + bug.name());
    assertFalse(caught.contains("the run broke"), "planted badly: " + caught);
  }

  /** By bug, the seed that caught it when the list was written. */
  private static Map<String, Long> likely() throws IOException {
    return Files.readAllLines(LIKELY).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(parts -> parts[1], parts -> Long.parseLong(parts[0])));
  }

  @Test
  void theListOfLikelySeedsNamesTheBugsThereAre() throws IOException {
    assertEquals(
        all().map(Mutant::name).collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(likely().keySet()));
  }

  @Test
  void theDocumentSaysHowManyThereAre() throws IOException {
    String said = Files.readString(Path.of("../docs/architecture.md"));
    assertTrue(said.contains("each of " + all().count() + " bugs"));
  }
}
