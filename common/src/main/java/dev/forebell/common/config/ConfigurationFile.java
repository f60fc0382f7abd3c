package dev.forebell.common.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
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
  private static final int LARGEST_BYTES = 4_000_000;

  private ConfigurationFile() {}

  /**
   * The {@code *.yaml} and {@code *.yml} files of {@code dir/folder}, in name order, as names
   * relative to {@code dir}; none if the folder is absent.
   */
  public static List<String> yamlFilesIn(Path dir, String folder, Problems problems) {
    Path path = dir.resolve(folder);
    if (!Files.isDirectory(path)) {
      if (Files.exists(path)) {
        problems.add(Position.startOf(folder), "this is a file", "a folder of *.yaml files");
      }
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
      if (Files.isDirectory(file)) {
        problems.add(Position.startOf(name), "this is a folder", "a file");
        return Optional.empty();
      }
      byte[] bytes = atMost(file);
      if (bytes.length > LARGEST_BYTES) {
        problems.add(Position.startOf(name), "the file is larger than 4 MB", "a smaller file");
        return Optional.empty();
      }
      return decode(name, bytes, problems);
    } catch (IOException broken) {
      problems.add(Position.startOf(name), "cannot be read: " + reason(broken), "a readable file");
    } catch (InvalidPathException _) {
      problems.add(Position.startOf(name), "this is no name of a file", "a file name");
    }
    return Optional.empty();
  }

  /** One byte more than is taken at most: a device has no size, and some have no end. */
  private static byte[] atMost(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LARGEST_BYTES + 1);
    }
  }

  private static Optional<String> decode(String name, byte[] bytes, Problems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
      String good = out.flip().toString();
      int line = 1 + (int) good.chars().filter(c -> c == '\n').count();
      int column = good.length() - good.lastIndexOf('\n');
      problems.add(
          new Position(name, line, column), "the file is not UTF-8", "text saved as UTF-8");
      return Optional.empty();
    }
    String text = out.flip().toString();
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  static String reason(IOException broken) {
    return switch (broken) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "this user may not read it";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> broken.getClass().getSimpleName();
    };
  }
}
