package org.mmlab.kit.trace.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** A trace on the class path. */
public final class ResourceSource implements TraceSource {

    private final Class<?> owner;
    private final String resource;
    private final String name;

    /**
     * Names a resource.
     *
     * @param owner class whose loader has the resource
     * @param resource absolute name with a leading slash
     * @param name what messages call the trace
     */
    public ResourceSource(Class<?> owner, String resource, String name) {
        this.owner = owner;
        this.resource = resource;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream stream = owner.getResourceAsStream(resource);
        if (stream == null) {
            throw new FileNotFoundException("no resource " + resource + " on the class path");
        }
        return stream;
    }
}
