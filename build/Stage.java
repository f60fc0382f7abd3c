import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out what the Linux packages hold, below {@code packaging/target/NAME/root}: a trimmed
 * runtime, the jars, the launcher, the unit, the configuration, and a start-up cache from {@link
 * Training}. A source-file program: {@code java build/Stage.java REPOSITORY TIME}. What has not
 * changed since the last time is left alone.
 */
class Stage {
  private final Path repository;
  private final Path sources;
  private final Path target;
  private final FileTime time;

  private Stage(Path repository, Instant time) {
    this.repository = repository;
    this.time = FileTime.from(time);
    this.sources = repository.resolve("packaging/src/main");
    this.target = repository.resolve("packaging/target");
  }

  public static void main(String[] args) throws Exception {
    new Stage(Path.of(args[0]).toAbsolutePath().normalize(), Instant.parse(args[1])).run();
  }

  private void run() throws Exception {
    layAndTrain();
    for (Program program : Program.both()) {
      dress(program);
    }
  }

  private void layAndTrain() throws Exception {
    String inputs = Folders.digest(inputs());
    Path stamp = target.resolve("stage.stamp");
    if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
      return;
    }
    Files.deleteIfExists(stamp);
    for (Program program : Program.both()) {
      lay(program);
    }
    new Training(repository.resolve("config"), target).run();
    Files.writeString(stamp, inputs);
  }

  private List<Path> inputs() throws IOException {
    List<Path> inputs = new ArrayList<>();
    for (String source : List.of("Stage", "Program", "TrimmedRuntime", "Training", "Folders")) {
      inputs.add(repository.resolve("build").resolve(source + ".java"));
    }
    inputs.add(Path.of(System.getProperty("java.home"), "release"));
    for (Program program : Program.both()) {
      inputs.add(flags(program));
      inputs.addAll(jars(program));
    }
    return inputs;
  }

  private List<Path> jars(Program program) throws IOException {
    Path built = repository.resolve(program.part()).resolve("target");
    List<Path> jars = new ArrayList<>(List.of(built.resolve(program.part() + ".jar")));
    Folders.files(built.resolve("lib")).stream()
        .filter(
            jar -> program.leftOut().stream().noneMatch(jar.getFileName().toString()::startsWith))
        .forEach(jars::add);
    return jars;
  }

  private Path flags(Program program) {
    return repository.resolve(program.part()).resolve("src/main/dist").resolve(program.flagsFile());
  }

  /** What a start-up cache depends on. */
  private void lay(Program program) throws IOException {
    Folders.delete(target.resolve(program.part()));
    Path home = program.home(target);
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("cache"));
    TrimmedRuntime.make(program, home.resolve("runtime"));
    for (Path jar : jars(program)) {
      Folders.copy(jar, home.resolve("lib").resolve(jar.getFileName()));
    }
    Folders.copy(flags(program), home.resolve(program.flagsFile()));
    // A cache remembers the times of the jars and the runtime: they must be those that the packages
    // give them.
    for (Path file : Folders.files(home)) {
      Files.setLastModifiedTime(file, time);
    }
  }

  /** Everything else: cheap, so it is made anew each time. */
  private void dress(Program program) throws IOException {
    Path folder = target.resolve(program.part());
    Path root = folder.resolve("root");
    Path home = program.home(target);
    Path doc = root.resolve("usr/share/doc").resolve(program.name());
    Folders.delete(doc);
    Folders.delete(root.resolve("etc"));
    write(
        program,
        sources.resolve("launcher/program.sh"),
        home.resolve("bin").resolve(program.name()),
        "rwxr-xr-x");
    write(
        program,
        sources.resolve("launcher/forebell.sh"),
        home.resolve("bin/forebell"),
        "rwxr-xr-x");
    String unit = program.name() + ".service";
    Folders.copy(
        sources.resolve(program.part()).resolve(unit),
        root.resolve("usr/lib/systemd/system").resolve(unit));
    Folders.copy(repository.resolve("LICENSE"), doc.resolve("copyright"));
    Folders.copy(repository.resolve("docs/install.md"), doc.resolve("install.md"));
    Folders.copy(bill(program), doc.resolve("sbom.cdx.json"));
    configure(program, root.resolve("etc/forebell"), doc.resolve("examples"));
    for (String kind : List.of("deb", "rpm", "tar")) {
      for (Path script : Folders.files(sources.resolve(kind))) {
        write(program, script, folder.resolve(kind).resolve(script.getFileName()), "rwxr-xr-x");
      }
    }
  }

  // Its plug-in does nothing when Maven is offline, and says so only at a higher log level.
  private Path bill(Program program) {
    Path bill = repository.resolve(program.part()).resolve("target/bom.json");
    if (!Files.exists(bill)) {
      throw new IllegalStateException(
          bill
              + " is missing: the bill of materials is not made by 'mvn -o'. Build without -o, or"
              + " leave the packages out: -pl common,agent,collector,acceptance");
    }
    return bill;
  }

  // The collector's tree with one customer to fill in; the samples' customers are there to read.
  private void configure(Program program, Path etc, Path examples) throws IOException {
    Path config = repository.resolve("config");
    if (program == Program.AGENT) {
      Folders.copy(sources.resolve("agent/agent.yaml"), etc.resolve("agent.yaml"));
      return;
    }
    Path tree = etc.resolve("collector");
    for (Path file : Folders.files(config)) {
      String name = config.relativize(file).toString();
      if (!name.matches(
          "agent\\.yaml|schema/agent.*|prometheus/.*|rule-tests/.*|.*/drill\\.yaml|(customers|webhooks)/.*")) {
        Folders.copy(file, tree.resolve(name));
      }
      if (name.matches("(customers|webhooks)/.*|prometheus/.*|rule-tests/.*")) {
        Folders.copy(file, examples.resolve(name));
      }
    }
    Folders.copy(
        sources.resolve("collector/customers/example.yaml"),
        tree.resolve("customers/example.yaml"));
  }

  private void write(Program program, Path template, Path file, String mode) throws IOException {
    String text =
        Files.readString(template)
            .replace("@NAME@", program.name())
            .replace("@MAIN@", program.main())
            .replace("@JVMFLAGS@", program.flagsFile())
            .replace("@PRIORITY@", program.priority())
            .replace("@SUMMARY@", program.summary())
            .replace("@DESCRIPTION@", program.text())
            .replace("@CONFIGURATION@", program.configuration())
            .replace(
                "@DEBARCH@", System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
