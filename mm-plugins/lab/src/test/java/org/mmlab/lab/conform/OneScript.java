package org.mmlab.lab.conform;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A family's folder that holds one file, with this text. */
public record OneScript(String text) implements VectorSource {
    @Override
    public String location() {
        return "memory";
    }

    @Override
    public List<String> files() {
        return List.of("one.jsonl");
    }

    @Override
    public InputStream open(String file) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Replays it alone, and keeps {@code differences} differences. */
    public ConformReport replay(VectorFamily family, int differences) throws IOException {
        ConformReport report = new ConformReport(differences);
        family.replay(this, report);
        return report;
    }

    /** The lines of a bundled file. */
    public static List<String> bundled(String family, String file) throws IOException {
        VectorSource source = VectorLibrary.named(VectorLibrary.BUNDLED).folder(family);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(source.open(file), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    /** The places of all that {@code number} finds within what {@code recorded} finds. */
    public static List<int[]> numbers(String script, Pattern recorded, Pattern number) {
        List<int[]> places = new ArrayList<>();
        Matcher record = recorded.matcher(script);
        record.region(script.indexOf("\"steps\""), script.length());
        while (record.find()) {
            Matcher found = number.matcher(script);
            found.region(record.start(), record.end());
            while (found.find()) {
                places.add(new int[] {found.start(), found.end()});
            }
        }
        return places;
    }

    /** The script with one of the numbers at these places made one more. */
    public static String change(String script, List<int[]> places, Random random) {
        int[] place = places.get(random.nextInt(places.size()));
        long value = Long.parseLong(script.substring(place[0], place[1]));
        return script.substring(0, place[0]) + (value + 1) + script.substring(place[1]);
    }
}
