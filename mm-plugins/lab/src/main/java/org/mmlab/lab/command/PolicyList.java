package org.mmlab.lab.command;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicyReference;

/** A list of policies as it stands on a command line: both the list and the parameters of a policy are separated by commas. */
final class PolicyList {
    private PolicyList() {}

    /**
     * Reads {@code lru,2q:in=0.25,out=0.5,clock}: an item {@code key=value} without a colon is a further parameter of the policy
     * before it.
     *
     * @throws PolicyException if an item is empty, or a parameter has no policy before it
     */
    static List<PolicyReference> parse(String text) {
        List<StringBuilder> items = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            boolean parameter = part.indexOf('=') >= 0 && part.indexOf(':') < 0;
            if (part.isBlank() || (parameter && items.isEmpty())) {
                throw new PolicyException("list of policies '" + text + "': "
                        + (part.isBlank() ? "an item is empty" : "'" + part + "' follows no policy")
                        + "; write it like 'lru,2q:in=0.25,out=0.5'");
            }
            if (parameter) {
                items.get(items.size() - 1).append(',').append(part.trim());
            } else {
                items.add(new StringBuilder(part.trim()));
            }
        }
        return items.stream()
                .map(item -> PolicyReference.parse(item.toString()))
                .toList();
    }
}
