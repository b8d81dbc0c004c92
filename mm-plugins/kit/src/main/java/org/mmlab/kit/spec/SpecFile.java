package org.mmlab.kit.spec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a spec file: YAML, one {@code key: value} a line, no nesting. Values are taken as they are written. */
public final class SpecFile {
    private SpecFile() {}

    /**
     * The texts of a file by key, in its order.
     *
     * @throws SpecException where the file cannot be read, is no YAML, nests, or gives a key twice
     */
    public static Map<String, String> read(Path file) {
        List<String> errors = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        if (Files.isDirectory(file)) {
            throw new SpecException(List.of(file + ": is a directory; name a spec file in it"));
        }
        try (JsonParser parser = new YAMLFactory().createParser(Files.readString(file))) {
            JsonToken token = parser.nextToken();
            if (token != null && token != JsonToken.START_OBJECT) {
                errors.add(file + ": is not a list of 'key: value' lines");
            } else if (token != null) {
                readKeys(file, parser, values, errors);
            }
        } catch (JsonProcessingException e) {
            errors.add(at(file, e.getLocation()) + ": is no YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse("syntax error"));
        } catch (CharacterCodingException e) {
            errors.add(file + ": is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            errors.add(file + ": cannot be read (" + e.getClass().getSimpleName()
                    + "); name an existing, readable spec file");
        }
        if (!errors.isEmpty()) {
            throw new SpecException(errors);
        }
        return values;
    }

    private static void readKeys(Path file, JsonParser parser, Map<String, String> values, List<String> errors)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String place = at(file, parser.currentLocation());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                errors.add(place + ": '" + key + "' has a nested value; write it on one line as text");
                parser.skipChildren();
            } else if (values.put(key, parser.getText()) != null) {
                errors.add(place + ": '" + key + "' is given twice; keep one");
            }
        }
    }

    private static String at(Path file, JsonLocation location) {
        return location == null ? file.toString() : file + ":" + location.getLineNr();
    }
}
