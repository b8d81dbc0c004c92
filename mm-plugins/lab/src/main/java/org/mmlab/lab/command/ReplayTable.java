package org.mmlab.lab.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mmlab.kit.compare.ReplayResult;
import org.mmlab.lab.report.Format;

/** Prints the results of replays. */
final class ReplayTable {
    private static final List<String> COLUMNS =
            List.of("trace", "policy", "frames", "requests", "misses", "miss_ratio");
    private static final int TEXT_COLUMNS = 2;

    private ReplayTable() {}

    static void print(List<ReplayResult> results, Format format, PrintWriter out) throws IOException {
        switch (format) {
            case TEXT -> text(results, out);
            case CSV -> csv(results, out);
            case JSON -> json(results, out);
        }
        out.flush();
    }

    private static List<String> cells(ReplayResult result) {
        return List.of(
                result.trace(),
                result.policy(),
                Integer.toString(result.frames()),
                Long.toString(result.requests()),
                Long.toString(result.misses()),
                String.format(Locale.ROOT, "%.6f", result.missRatio()));
    }

    private static void csv(List<ReplayResult> results, PrintWriter out) {
        out.print(String.join(",", COLUMNS) + "\n");
        for (ReplayResult result : results) {
            out.print(String.join(
                            ",", cells(result).stream().map(ReplayTable::quoted).toList()) + "\n");
        }
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static void json(List<ReplayResult> results, PrintWriter out) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode array = mapper.createArrayNode();
        for (ReplayResult result : results) {
            ObjectNode row = array.addObject();
            row.put("trace", result.trace());
            row.put("policy", result.policy());
            row.put("frames", result.frames());
            row.put("requests", result.requests());
            row.put("misses", result.misses());
            row.put("miss_ratio", result.missRatio());
        }
        out.print(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n");
    }

    private static void text(List<ReplayResult> results, PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(COLUMNS);
        results.forEach(result -> lines.add(cells(result)));
        int[] widths = new int[COLUMNS.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - line.get(i).length());
                text.append(i == 0 ? "" : "  ");
                text.append(i < TEXT_COLUMNS ? line.get(i) + padding : padding + line.get(i));
            }
            out.print(text + "\n");
        }
    }
}
