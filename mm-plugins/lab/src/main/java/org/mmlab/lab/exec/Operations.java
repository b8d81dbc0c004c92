package org.mmlab.lab.exec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmlab.kit.view.ProcFile;

/** All operations of scripts. */
public final class Operations {
    private static final Map<String, Operation> ALL = all();

    private Operations() {}

    private static Map<String, Operation> all() {
        List<Operation> operations = new ArrayList<>();
        operations.addAll(AreaOperations.all());
        operations.addAll(NumaOperations.all());
        operations.addAll(TouchOperations.all());
        operations.addAll(FileOperations.all());
        operations.addAll(ProcessOperations.all());
        operations.addAll(LookOperations.all());
        Map<String, Operation> byName = new LinkedHashMap<>();
        operations.forEach(operation -> byName.put(operation.name(), operation));
        return Collections.unmodifiableMap(byName);
    }

    /** Operations by name, in the order of the list. */
    static Map<String, Operation> byName() {
        return ALL;
    }

    /** The list of operations with their arguments and how a script is written, lines each ended. */
    public static String help() {
        StringBuilder text = new StringBuilder();
        for (Operation.Group group : Operation.Group.values()) {
            text.append(text.isEmpty() ? "" : "\n").append(group.title()).append('\n');
            for (Operation operation : ALL.values()) {
                if (operation.group() == group) {
                    text.append("  ").append(operation.usage()).append('\n');
                    text.append("        ").append(operation.doc()).append('\n');
                }
            }
        }
        text.append('\n').append(LANGUAGE);
        text.append("Views: of a process ").append(String.join(", ", Views.ofProcess()));
        text.append(",\n       of the machine ")
                .append(String.join(", ", ProcFile.names()))
                .append('\n');
        return text.toString();
    }

    private static final String LANGUAGE = """
            How a script is written
              one operation a line; a word that begins with # begins a comment
              p = mmap 64K rw        keeps the result in a variable; q = p+4K computes one
              NAME: OPERATION        performs one operation as another process; the first is init
              numbers                4096, 64K, 2M, 1G, 0x1000, p, and sums and products of them: p+3*4K
              a signal ends the operation, not the process: think of a handler that catches it
              a file of JSON lines in the form of the reference vectors runs too

            """;
}
