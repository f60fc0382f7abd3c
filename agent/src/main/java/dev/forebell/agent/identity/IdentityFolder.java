package dev.forebell.agent.identity;

import dev.forebell.common.config.ConfigurationFile;
import dev.forebell.common.config.Keys;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the agent keeps of its identity. {@code agent.yaml} is written last and is the identity: as
 * long as it is not there, nothing is enrolled. Keys stand in files of their own and are named by
 * it, so that one can follow another in a single step.
 */
public final class IdentityFolder {
  /** The key or secret of an enrolment that has not been answered yet. */
  private static final String PENDING = "pending";

  /** The key and certificate that are to follow the present ones. */
  private static final String NEXT = "next";

  private static final String KEY_END = ".key";
  private static final String SECRET_END = ".secret";
  static final String PENDING_KEY = PENDING + KEY_END;
  static final String PENDING_PUBLIC = PENDING + ".public";
  static final String PENDING_SECRET = PENDING + SECRET_END;
  static final String NEXT_KEY = NEXT + KEY_END;
  static final String NEXT_PUBLIC = NEXT + ".public";
  static final String NEXT_CERTIFICATE = NEXT + ".pem";

  private static final String MARK = "agent.yaml";
  private static final Keys KEYS =
      Keys.required("agent", "host", "collector")
          .andOptional("pin", "key", "certificate", "secret");

  private final Path folder;
  private final Runnable beforeChange;

  /**
   * @param folder need not be there
   */
  public IdentityFolder(Path folder) {
    this(folder, () -> {});
  }

  /**
   * @param beforeChange called before anything in the folder changes: a test ends there as a killed
   *     process does
   */
  IdentityFolder(Path folder, Runnable beforeChange) {
    this.folder = folder;
    this.beforeChange = beforeChange;
  }

  /**
   * An identity as it stands in the folder.
   *
   * @param agent its id
   * @param host the host it stands for
   * @param collector the address it enrolled at
   * @param pin the authority it found there
   * @param key file name of the private key; empty: by secret
   * @param certificate file name of its certificate
   * @param secret file name of the secret; empty: by certificate
   */
  public record Kept(
      String agent,
      String host,
      String collector,
      Optional<String> pin,
      Optional<String> key,
      Optional<String> certificate,
      Optional<String> secret) {}

  /** Whether a folder holds an identity, of whatever worth. */
  public static boolean isThere(Path folder) {
    return Files.exists(folder.resolve(MARK));
  }

  /**
   * What is there.
   *
   * @throws IOException if it is there and cannot be understood
   */
  public Optional<Kept> read() throws IOException {
    Path mark = folder.resolve(MARK);
    if (!Files.exists(mark)) {
      return Optional.empty();
    }
    Problems problems = new Problems();
    Optional<YamlMap> map =
        ConfigurationFile.readYaml(Path.of(""), mark.toString(), problems)
            .map(root -> root.expect(KEYS));
    Optional<Kept> kept = map.map(IdentityFolder::kept);
    if (!problems.isEmpty() || kept.isEmpty()) {
      throw new IOException("the identity of this agent is damaged: " + problems);
    }
    return kept;
  }

  private static Kept kept(YamlMap map) {
    return new Kept(
        map.text("agent").orElse(""),
        map.text("host").orElse(""),
        map.text("collector").orElse(""),
        map.text("pin"),
        map.text("key"),
        map.text("certificate"),
        map.text("secret"));
  }

  /** Makes this the identity; the files that it names must be there already. */
  void write(Kept kept) throws IOException {
    StringBuilder text = new StringBuilder("# Written by the agent: who it is. Never copy it.\n");
    line(text, "agent", Optional.of(kept.agent()));
    line(text, "host", Optional.of(kept.host()));
    line(text, "collector", Optional.of(kept.collector()));
    line(text, "pin", kept.pin());
    line(text, "key", kept.key());
    line(text, "certificate", kept.certificate());
    line(text, "secret", kept.secret());
    put(MARK, text.toString());
  }

  private static void line(StringBuilder text, String key, Optional<String> value) {
    value.ifPresent(one -> text.append(key).append(": \"").append(one).append("\"\n"));
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  void put(String name, String text) throws IOException {
    beforeChange.run();
    OwnerOnly.folder(folder);
    OwnerOnly.write(folder.resolve(name), text);
  }

  String get(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  void remove(String name) throws IOException {
    beforeChange.run();
    Files.deleteIfExists(folder.resolve(name));
  }

  void forgetPending() throws IOException {
    remove(PENDING_KEY);
    remove(PENDING_PUBLIC);
    remove(PENDING_SECRET);
  }

  void forgetNext() throws IOException {
    remove(NEXT_CERTIFICATE);
    remove(NEXT_KEY);
    remove(NEXT_PUBLIC);
  }

  /**
   * Removes keys and certificates that an interrupted step left behind: all that is neither named
   * by the identity nor about to become one.
   */
  void tidy(Kept kept) throws IOException {
    List<String> stay = new ArrayList<>(List.of(MARK));
    kept.key().ifPresent(stay::add);
    kept.certificate().ifPresent(stay::add);
    kept.secret().ifPresent(stay::add);
    stay.addAll(unfinished(PENDING, List.of(PENDING_KEY, PENDING_PUBLIC, PENDING_SECRET), kept));
    stay.addAll(unfinished(NEXT, List.of(NEXT_KEY, NEXT_PUBLIC, NEXT_CERTIFICATE), kept));
    for (String name : names()) {
      if (!stay.contains(name)) {
        remove(name);
      }
    }
  }

  /** A step that ended in this very identity, or lost its key, has nothing left to do. */
  private List<String> unfinished(String step, List<String> files, Kept kept) throws IOException {
    for (String proof : List.of(step + KEY_END, step + SECRET_END)) {
      if (has(proof) && !holds(kept.key(), get(proof)) && !holds(kept.secret(), get(proof))) {
        return files;
      }
    }
    return List.of();
  }

  private boolean holds(Optional<String> name, String text) throws IOException {
    return name.isPresent() && has(name.get()) && get(name.get()).equals(text);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Removes everything; the mark first, so that no half identity stays. */
  public void clear() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    remove(MARK);
    for (String name : names()) {
      remove(name);
    }
    Files.delete(folder);
  }
}
