import java.nio.file.Path;
import java.util.List;

/**
 * One of the two programs that are packed.
 *
 * @param modules the Java modules that the program needs, as its start on the trimmed runtime
 *     proves
 * @param leftOut jars that are never used on Linux
 * @param leftOutOfTheRuntime files of the runtime that nothing in the program asks for
 */
record Program(
    String part,
    String main,
    String modules,
    String priority,
    String summary,
    String text,
    String configuration,
    List<String> leftOut,
    List<String> leftOutOfTheRuntime) {
  static final Program AGENT =
      new Program(
          "agent",
          "dev.forebell.agent.AgentMain",
          "java.base,java.logging,java.management,java.naming,jdk.unsupported",
          "20",
          "Forebell agent: measures this host and sends it to a collector",
          "Streams what it measures over one outbound connection and opens no port.",
          "/etc/forebell/agent.yaml /etc/forebell/agent.key /etc/forebell/enrolment-token",
          // its proxies are HTTP's alone, and it asks for nothing compressed
          List.of("jna-", "oshi-core-", "netty-codec-socks-", "netty-codec-compression-"),
          // for whoever makes a start-up cache or reads the runtime's modules from outside, for
          // keys and jars as programs,
          // and for the optimising compiler, which is off
          List.of(
              "lib/classlist", "lib/jrt-fs.jar", "lib/jexec", "bin/keytool", "lib/libsimdsort.so"));

  static final Program COLLECTOR =
      new Program(
          "collector",
          "dev.forebell.collector.app.Main",
          "java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.desktop,jdk.httpserver,jdk.unsupported,jdk.management",
          "10",
          "Forebell collector: detection, incidents, emergencies, SLA clocks, delivery",
          "Opens incidents by itself and delivers tickets before users call.",
          "/etc/forebell/collector",
          List.of(),
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
