package dev.forebell.common.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of a configuration folder; what cannot be read is a problem with the file's name. */
public final class ConfigurationFile {
  private static final long LARGEST_BYTES = 4_000_000;

  private ConfigurationFile() {}

  /**
   * The {@code *.yaml} and {@code *.yml} files of {@code dir/folder}, in name order, as names
   * relative to {@code dir}; none if the folder is absent.
   */
  public static List<String> yamlFilesIn(Path dir, String folder, Problems problems) {
    Path path = dir.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(ConfigurationFile::isYaml)
          .sorted()
          .map(name -> folder + "/" + name)
          .toList();
    } catch (IOException broken) {
      problems.add(Position.startOf(folder), "cannot be listed: " + reason(broken), "");
      return List.of();
    }
  }

  private static boolean isYaml(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !lower.startsWith(".") && (lower.endsWith(".yaml") || lower.endsWith(".yml"));
  }

  /** The map that a YAML file consists of. */
  public static Optional<YamlMap> readYaml(Path dir, String name, Problems problems) {
    return read(dir, name, problems).flatMap(text -> YamlTree.parse(name, text, problems));
  }

  /** A UTF-8 text file of at most 4 MB, without a byte order mark. */
  public static Optional<String> read(Path dir, String name, Problems problems) {
    try {
      Path file = dir.resolve(name);
      if (Files.size(file) > LARGEST_BYTES) {
        problems.add(Position.startOf(name), "the file is larger than 4 MB", "a smaller file");
        return Optional.empty();
      }
      return Optional.of(decode(Files.readAllBytes(file)));
    } catch (CharacterCodingException _) {
      problems.add(Position.startOf(name), "the file is not UTF-8", "text saved as UTF-8");
    } catch (IOException broken) {
      problems.add(Position.startOf(name), "cannot be read: " + reason(broken), "a readable file");
    } catch (InvalidPathException _) {
      problems.add(Position.startOf(name), "this is no name of a file", "a file name");
    }
    return Optional.empty();
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  static String reason(IOException broken) {
    return broken instanceof NoSuchFileException
        ? "there is no such file"
        : broken.getClass().getSimpleName();
  }
}
