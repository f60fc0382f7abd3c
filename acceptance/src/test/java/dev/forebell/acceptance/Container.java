package dev.forebell.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Debian of its own with a running service manager and a network of nothing but loopback; gone
 * when closed. Its base is fetched once per checkout, by the machine's own package sources.
 */
final class Container implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMinutes(2);

  private final Path root;
  private final Process nspawn;
  private final long init;

  private Container(Path root, Process nspawn, long init) {
    this.root = root;
    this.nspawn = nspawn;
    this.init = init;
  }

  /** Skips the test, or fails it in CI, where this machine does not allow containers. */
  static Container boot(Path folder) {
    Needs.program("debootstrap", "debootstrap");
    Path nspawn = Needs.program("systemd-nspawn", "systemd-container");
    Needs.program("nsenter", "util-linux");
    Needs.that(
        Commands.run(SHORT, "unshare", "--mount", "--pid", "--net", "--fork", "true").status() == 0,
        "this machine permits no namespaces (run as root, in a container with CAP_SYS_ADMIN)");
    Path root = folder.resolve("debian");
    Commands.output(SHORT, "mkdir", "-p", root);
    Commands.output(LONG, "tar", "-xpf", base(), "-C", root);
    try {
      Process process =
          new ProcessBuilder(
                  nspawn.toString(),
                  "--quiet",
                  "--register=no",
                  "--keep-unit",
                  "--private-network",
                  "--directory=" + root,
                  "--boot",
                  "--console=pipe")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("boot.log").toFile())
              .start();
      return started(root, process);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Container started(Path root, Process process) {
    Path log = root.resolveSibling("boot.log");
    try {
      long init =
          Eventually.gives(
              "a first process in the container, see " + log,
              SHORT,
              () ->
                  process
                      .children()
                      .map(ProcessHandle::pid)
                      .filter(Container::isFirst)
                      .findFirst());
      Container container = new Container(root, process, init);
      Eventually.holds(
          "a service manager in the container, see " + log,
          SHORT,
          () ->
              List.of("running", "degraded")
                  .contains(container.run("systemctl is-system-running").output().strip()));
      return container;
    } catch (AssertionError e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw e;
    }
  }

  // A moment ago it was a helper of nspawn's; it is the first of its own name space once it says
  // so.
  private static boolean isFirst(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/status")).contains("\t1\nNSpgid:")
          && Files.readString(Path.of("/proc/" + pid + "/comm")).strip().equals("systemd");
    } catch (IOException gone) {
      return false;
    }
  }

  /** The smallest Debian that boots, as an archive. */
  private static Path base() {
    Path archive = Checkout.root().resolve("acceptance/target/debian.tar");
    if (!Files.exists(archive)) {
      Path folder = archive.resolveSibling("debian.new");
      Commands.output(LONG, "rm", "-rf", folder);
      String[] source = source();
      Commands.output(
          LONG,
          "debootstrap",
          "--variant=minbase",
          "--include=systemd,systemd-sysv",
          source[1],
          folder,
          source[0]);
      Commands.output(SHORT, "sh", "-c", "rm -f " + folder + "/var/cache/apt/archives/*.deb");
      Path unfinished = archive.resolveSibling("debian.tar.new");
      Commands.output(LONG, "tar", "-cpf", unfinished, "-C", folder, ".");
      Commands.output(SHORT, "mv", unfinished, archive);
      Commands.output(LONG, "rm", "-rf", folder);
    }
    return archive;
  }

  /** Where this machine gets its own packages from, and of which release. */
  private static String[] source() {
    return Commands.output(
            SHORT,
            "apt-get",
            "indextargets",
            "--format",
            "$(SITE) $(CODENAME) $(COMPONENT)",
            "Created-By: Packages")
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 3 && words[2].equals("main") && !words[1].contains("-"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("apt knows no source of Debian's main packages"));
  }

  Path file(String path) {
    return root.resolve(path.substring(1));
  }

  /** Runs a shell line inside. */
  Commands.Result run(String line) {
    return Commands.run(
        LONG,
        "nsenter",
        "--target=" + init,
        "--all",
        "--wd=" + "/proc/" + init + "/root/root",
        "env",
        "-i",
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME=/root",
        "DEBIAN_FRONTEND=noninteractive",
        "sh",
        "-ec",
        "cd /root; " + line);
  }

  /** Runs a shell line inside and fails, with what it said, unless it ends well. */
  String must(String line) {
    Commands.Result result = run(line);
    if (result.status() != 0) {
      throw new AssertionError(
          line + "\nended with " + result.status() + " in the container:\n" + result.output());
    }
    return result.output().strip();
  }

  /** The body of what loopback inside answers; empty: no answer, or not a good one. */
  Optional<String> http(int port, String path) {
    String talk =
        "exec 3<>/dev/tcp/127.0.0.1/%d; printf 'GET %s HTTP/1.0\\r\\nHost: 127.0.0.1:%d\\r\\n\\r\\n' >&3; cat <&3"
            .formatted(port, path, port);
    Commands.Result answer =
        Commands.run(SHORT, "nsenter", "--target=" + init, "--net", "bash", "-c", talk);
    String[] parts = answer.output().split("\r\n\r\n", 2);
    return answer.status() == 0 && parts.length == 2 && parts[0].startsWith("HTTP/1.")
        ? Optional.of(parts[1]).filter(body -> parts[0].split(" ", -1)[1].equals("200"))
        : Optional.empty();
  }

  @Override
  public void close() {
    // The first process inside takes everything else in its name space with it.
    ProcessHandle.of(init).ifPresent(ProcessHandle::destroyForcibly);
    try {
      if (!nspawn.waitFor(30, TimeUnit.SECONDS)) {
        nspawn.destroyForcibly();
        nspawn.waitFor(30, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Commands.output(LONG, "rm", "-rf", root);
  }
}
