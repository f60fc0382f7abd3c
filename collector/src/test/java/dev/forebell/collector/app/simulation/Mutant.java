package dev.forebell.collector.app.simulation;

import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A bug planted into one class of the product while it is loaded; nothing of the product knows of
 * it.
 *
 * @param name what the product does wrong
 * @param owner the class, by its full name
 * @param edit what is changed; counts how often it found its place
 */
record Mutant(String name, String owner, Edit edit) {
  /** Makes the transformation. */
  interface Edit {
    ClassTransform with(AtomicInteger places);
  }

  /** A method gets another body. */
  static Mutant body(String name, String owner, String method, Consumer<CodeBuilder> code) {
    return new Mutant(
        name,
        "dev.forebell.collector." + owner,
        places ->
            (builder, element) -> {
              if (isMethod(element, method::equals)) {
                MethodModel old = (MethodModel) element;
                places.incrementAndGet();
                builder.withMethodBody(
                    old.methodName(), old.methodType(), old.flags().flagsMask(), code);
              } else {
                builder.with(element);
              }
            });
  }

  /** In every method of the class a call goes to a static method of {@code planted} instead. */
  static Mutant call(
      String name, String owner, String callee, String called, Class<?> planted, String type) {
    CodeTransformer transformer = new CodeTransformer(callee, called, planted, type);
    return new Mutant(
        name,
        "dev.forebell.collector." + owner,
        places ->
            (builder, element) -> {
              if (isMethod(element, _ -> true)) {
                builder.transformMethod(
                    (MethodModel) element,
                    MethodTransform.transformingCode(transformer.counting(places)));
              } else {
                builder.with(element);
              }
            });
  }

  private static boolean isMethod(ClassElement element, Predicate<String> name) {
    return element instanceof MethodModel method && name.test(method.methodName().stringValue());
  }

  /** The class with the bug in it. */
  byte[] planted(byte[] original) {
    AtomicInteger places = new AtomicInteger();
    ClassFile file = ClassFile.of();
    byte[] changed = file.transformClass(file.parse(original), edit.with(places));
    if (places.get() == 0) {
      throw new IllegalStateException("'" + name + "' finds nothing to change in " + owner);
    }
    return changed;
  }

  private record CodeTransformer(String callee, String called, Class<?> planted, String type) {
    CodeTransform counting(AtomicInteger places) {
      return (CodeBuilder code, CodeElement element) -> {
        boolean hit =
            element instanceof InvokeInstruction call
                && call.owner().name().stringValue().equals(callee)
                && call.name().stringValue().equals(called);
        if (hit) {
          places.incrementAndGet();
          code.invokestatic(
              ClassDesc.of(planted.getName()), called, MethodTypeDesc.ofDescriptor(type));
        } else {
          code.with(element);
        }
      };
    }
  }
}
