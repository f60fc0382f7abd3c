package dev.forebell.agent;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Another Java process with the classes of this one, made to start fast. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * Starts it, both outputs as one.
   *
   * @param under a command to run it under, such as strace; empty: none
   */
  public static Process start(List<String> under, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(under);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-cp",
            classPath(),
            main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  // A console launcher loads the tests itself; Maven gives them to the runtime.
  private static String classPath() {
    return ChildJvm.class.getClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(URL::getPath)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }
}
