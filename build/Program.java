import java.nio.file.Path;
import java.util.List;

/**
 * One of the two programs that are packed.
 *
 * @param modules the Java modules that the program needs, as its start on the trimmed runtime
 *     proves
 * @param leftOut jars that are never used on Linux
 */
record Program(
    String part,
    String main,
    String modules,
    String priority,
    String summary,
    String text,
    String configuration,
    List<String> leftOut) {
  static final Program AGENT =
      new Program(
          "agent",
          "dev.forebell.agent.AgentMain",
          "java.base,java.logging,java.management,java.naming,jdk.unsupported",
          "20",
          "Forebell agent: measures this host and sends it to a collector",
          "Streams what it measures over one outbound connection and opens no port.",
          "/etc/forebell/agent.yaml /etc/forebell/agent.key /etc/forebell/enrolment-token",
          List.of("jna-", "oshi-core-"));

  static final Program COLLECTOR =
      new Program(
          "collector",
          "dev.forebell.collector.app.Main",
          "java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.desktop,jdk.httpserver,jdk.unsupported,jdk.management",
          "10",
          "Forebell collector: detection, incidents, emergencies, SLA clocks, delivery",
          "Opens incidents by itself and delivers tickets before users call.",
          "/etc/forebell/collector",
          List.of());

  static List<Program> both() {
    return List.of(AGENT, COLLECTOR);
  }

  String name() {
    return "forebell-" + part;
  }

  String flagsFile() {
    return part + ".jvmflags";
  }

  /** Where it lies below {@code packaging/target}, as it will lie on a machine below {@code /}. */
  Path home(Path target) {
    return target.resolve(part).resolve("root/usr/lib").resolve(name());
  }
}
