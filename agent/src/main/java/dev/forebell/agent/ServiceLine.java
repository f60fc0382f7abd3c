package dev.forebell.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The command line of a service, as units and scripts write it: {@code run}, {@code run --config
 * FILE} or {@code run --config=FILE}. All others, mistakes and questions for help among them, are
 * {@link AgentCommand}'s, and it takes these to mean the same.
 */
final class ServiceLine {
  private static final String OPTION = "--config";

  private ServiceLine() {}

  /** The configuration that a service is started with; empty: this is not a service's line. */
  static Optional<Path> of(String... args) {
    List<String> words = List.of(args);
    if (words.isEmpty() || !words.getFirst().equals("run")) {
      return Optional.empty();
    }
    return configuration(words.subList(1, words.size())).filter(ServiceLine::isPlain).map(Path::of);
  }

  private static Optional<String> configuration(List<String> options) {
    return switch (options.size()) {
      case 0 -> Optional.of(AgentService.CONFIG);
      case 1 ->
          Optional.of(options.getFirst())
              .filter(one -> one.startsWith(OPTION + "="))
              .map(one -> one.substring(OPTION.length() + 1));
      case 2 -> Optional.of(options.getFirst()).filter(OPTION::equals).map(_ -> options.getLast());
      default -> Optional.empty();
    };
  }

  /** Nothing that could mean anything but a file's name, on any system. */
  private static boolean isPlain(String file) {
    return file.matches("[^-@\"'<>|?*][^\"'<>|?*]*");
  }
}
