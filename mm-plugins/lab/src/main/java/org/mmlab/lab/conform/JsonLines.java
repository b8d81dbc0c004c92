package org.mmlab.lab.conform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads a file with one JSON object a line, one line at a time. Blank lines are passed over. */
public final class JsonLines implements Closeable {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(JsonNode.class);

    private final String file;
    private final BufferedReader lines;
    private int line;

    private JsonLines(String file, BufferedReader lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Opens a file of a family's folder. */
    public static JsonLines open(VectorSource source, String file) throws IOException {
        String place = source.location() + "/" + file;
        return new JsonLines(
                place, new BufferedReader(new InputStreamReader(source.open(file), StandardCharsets.UTF_8)));
    }

    /** The next object, or null at the end of the file. */
    public @Nullable JsonFields next() throws IOException {
        String text = nextLine();
        if (text == null) {
            return null;
        }
        try {
            return JsonFields.of(JSON.readTree(text), place());
        } catch (JsonProcessingException e) {
            throw new VectorFormatException(place() + ": not JSON: " + e.getOriginalMessage());
        }
    }

    /** File and line of what {@link #next} gave last. */
    public String place() {
        return file + ":" + line;
    }

    private @Nullable String nextLine() throws IOException {
        try {
            String text;
            do {
                line++;
                text = lines.readLine();
            } while (text != null && text.isBlank());
            return text;
        } catch (EOFException | ZipException e) {
            throw new VectorFormatException(
                    place() + ": the compressed file is cut off or damaged (" + e.getMessage() + ")");
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
