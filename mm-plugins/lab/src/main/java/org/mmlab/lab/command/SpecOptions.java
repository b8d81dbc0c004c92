package org.mmlab.lab.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.PolicyCatalog;
import org.mmlab.kit.spec.SpecFile;
import org.mmlab.kit.spec.SpecKey;
import org.mmlab.kit.spec.SpecReader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that describe a machine: {@code --spec FILE}, and one for each key of a specification, which wins over the file. */
public final class SpecOptions {
    private static final String FILE = "--spec";

    private SpecOptions() {}

    /** Adds the options to a command. */
    public static void addTo(CommandSpec command) {
        command.addOption(OptionSpec.builder(FILE)
                .paramLabel("FILE")
                .type(Path.class)
                .description("Read the machine from a YAML file of 'key: value' lines; the options below win over it.")
                .build());
        for (SpecKey key : SpecKey.values()) {
            command.addOption(OptionSpec.builder("--" + key.key())
                    .paramLabel("VALUE")
                    .type(String.class)
                    .description("Machine: " + key.doc().replace("%", "%%") + " (default: " + key.defaultText() + ").")
                    .build());
        }
    }

    /** The keys that were given, in the file or as options. */
    static Map<String, String> given(ParseResult parsed) {
        Map<String, String> values = new LinkedHashMap<>();
        if (parsed.hasMatchedOption(FILE)) {
            values.putAll(SpecFile.read(parsed.matchedOptionValue(FILE, Path.of(""))));
        }
        for (SpecKey key : SpecKey.values()) {
            if (parsed.hasMatchedOption("--" + key.key())) {
                values.put(key.key(), parsed.matchedOptionValue("--" + key.key(), ""));
            }
        }
        return values;
    }

    /**
     * The machine that file and options describe.
     *
     * @throws org.mmlab.kit.spec.SpecException with every error
     */
    static MachineSpec read(Map<String, String> given, ParseResult parsed) {
        String place = parsed.hasMatchedOption(FILE)
                ? parsed.matchedOptionValue(FILE, Path.of("")).toString()
                : "options";
        return new SpecReader(PolicyCatalog.registry()).read(given, place);
    }
}
