package io.headrace.search;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A class in which each call of one method goes to a static method instead, which takes the receiver (where there is one) and the
 * arguments, and returns what the method returns.
 */
final class CallReplacement {
    private final String name;
    private final Method instead;
    private int replaced;

    /** @param name the method that is called no more; where several have it, the one with the parameters of the other */
    private CallReplacement(String name, Method instead) {
        this.name = name;
        this.instead = instead;
    }

    /**
     * Writes the class with the calls replaced below a folder.
     *
     * @param type the class in which calls are replaced
     * @return how many calls were replaced
     */
    static int write(Class<?> type, String name, Method instead, Path classes) throws IOException {
        CallReplacement replacement = new CallReplacement(name, instead);
        String file = Type.getInternalName(type) + ".class";
        ClassWriter writer = new ClassWriter(0);
        try (var bytes = type.getResourceAsStream("/" + file)) {
            new ClassReader(bytes).accept(replacement.calls(writer), 0);
        }
        Path broken = classes.resolve(file);
        Files.createDirectories(broken.getParent());
        Files.write(broken, writer.toByteArray());
        return replacement.replaced;
    }

    private ClassVisitor calls(ClassVisitor written) {
        return new ClassVisitor(Opcodes.ASM9, written) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String method, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(
                        Opcodes.ASM9, super.visitMethod(access, method, descriptor, signature, exceptions)) {
                    @Override
                    public void visitMethodInsn(
                            int opcode, String owner, String called, String arguments, boolean isInterface) {
                        if (called.equals(name) && takes(opcode, owner, arguments)) {
                            replaced++;
                            super.visitMethodInsn(
                                    Opcodes.INVOKESTATIC,
                                    Type.getInternalName(instead.getDeclaringClass()),
                                    instead.getName(),
                                    Type.getMethodDescriptor(instead),
                                    false);
                        } else {
                            super.visitMethodInsn(opcode, owner, called, arguments, isInterface);
                        }
                    }
                };
            }
        };
    }

    /** Whether the other method takes exactly what a call leaves on the stack. */
    private boolean takes(int opcode, String owner, String descriptor) {
        Type[] given = Type.getArgumentTypes(descriptor);
        if (opcode != Opcodes.INVOKESTATIC) {
            Type[] all = new Type[given.length + 1];
            all[0] = Type.getObjectType(owner);
            System.arraycopy(given, 0, all, 1, given.length);
            given = all;
        }
        return Arrays.equals(given, Type.getArgumentTypes(instead))
                && Type.getReturnType(descriptor).equals(Type.getReturnType(instead));
    }
}
