package org.mmlab.api.plugin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks what a plug-in declares in its {@link PolicySpec}. */
final class DeclarationCheck {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");
    private static final Pattern PARAMETER = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private DeclarationCheck() {}

    /** Everything that is wrong with a declaration, a line each; none where it is right. */
    static List<String> errors(String title, Class<?> type, PolicySpec spec) {
        List<String> errors = new ArrayList<>();
        String place = "@PolicySpec of " + type.getName();
        if (!NAME.matcher(spec.name()).matches()) {
            errors.add(place + ": '" + spec.name() + "' cannot be a name; use lower case, digits, '.' and '-'");
        }
        Set<String> names = new HashSet<>();
        for (PolicySpec.Parameter parameter : spec.parameters()) {
            String what = place + ": parameter '" + parameter.name() + "' of " + title;
            if (!PARAMETER.matcher(parameter.name()).matches()) {
                errors.add(what + ": this cannot be a name; use lower case, digits and '-'");
            }
            if (!names.add(parameter.name())) {
                errors.add(what + " is declared twice; rename one");
            }
            String wrong = parameter(parameter);
            if (!wrong.isEmpty()) {
                errors.add(what + ": " + wrong);
            }
        }
        return errors;
    }

    private static String parameter(PolicySpec.Parameter parameter) {
        boolean hasWords = parameter.words().length > 0;
        if (parameter.type() == ParameterType.WORD && !hasWords) {
            return "it is one of a list of words; declare the words";
        }
        if (parameter.type() != ParameterType.WORD && hasWords) {
            return "it declares words, but is " + parameter.type().description() + "; only a WORD has words";
        }
        if (!(parameter.min() <= parameter.max())) {
            return "its least value " + parameter.min() + " is above its greatest, " + parameter.max();
        }
        String wrongDefault = ParameterCheck.error(parameter, parameter.defaultValue());
        return wrongDefault == null ? "" : "its default does not fit its declaration: " + wrongDefault;
    }
}
