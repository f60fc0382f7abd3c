package dev.forebell.collector.app.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The whole product and its simulation once more, with one bug in it. */
final class MutantLoader extends ClassLoader {
  private final Mutant mutant;

  MutantLoader(ClassLoader original, Mutant mutant) {
    super(original);
    this.mutant = mutant;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("dev.forebell.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream bytes = getParent().getResourceAsStream(path)) {
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] original = bytes.readAllBytes();
      byte[] code = name.equals(mutant.owner()) ? mutant.planted(original) : original;
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
