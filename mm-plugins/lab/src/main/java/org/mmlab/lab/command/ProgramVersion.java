package org.mmlab.lab.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that {@code mm --version} prints, written into the jar by the build. */
public final class ProgramVersion implements IVersionProvider {
    private static final String RESOURCE = "/org/mmlab/lab/version.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream content = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
            if (content == null) {
                throw new IOException("the program's jar has no " + RESOURCE + "; build it again");
            }
            properties.load(content);
        }
        return new String[] {"mm " + properties.getProperty("version", "of unknown version")};
    }
}
