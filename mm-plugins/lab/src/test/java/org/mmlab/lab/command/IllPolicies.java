package org.mmlab.lab.command;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.lab.CommandRun;

/** Replacement policies that break their contract, and runs of {@code mm} that find them on their class path. */
final class IllPolicies {

    private IllPolicies() {}

    /** Runs {@code mm} as a user who added these policies to the class path. */
    static CommandRun run(Path folder, String... arguments) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(ReplacementPolicy.class.getName()),
                Stranger.class.getName() + "\n" + Thrower.class.getName() + "\n" + Silent.class.getName() + "\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return CommandRun.of(arguments);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What the three do alike: nothing. */
    public abstract static class Idle implements ReplacementPolicy {
        @Override
        public void attach(ReplacementContext context) {}

        @Override
        public void admit(int frame, int page) {}

        @Override
        public void access(int frame, int page) {}

        @Override
        public void evicted(int frame, int page) {}

        @Override
        public void kept(int frame, int page) {}

        @Override
        public void removed(int frame, int page) {}
    }

    /** Names a frame that no machine has. */
    @PolicySpec(name = "ill-stranger", doc = "names a frame that nobody gave it")
    public static final class Stranger extends Idle {
        @Override
        public int victim(int incoming) {
            return Addresses.frame(1 << 30);
        }
    }

    /** Fails at its first choice. */
    @PolicySpec(name = "ill-thrower", doc = "throws when it is asked for a victim")
    public static final class Thrower extends Idle {
        @Override
        public int victim(int incoming) {
            throw new IllegalStateException("my ring is empty");
        }
    }

    /** Never names anything. */
    @PolicySpec(name = "ill-silent", doc = "never names a victim")
    public static final class Silent extends Idle {
        @Override
        public int victim(int incoming) {
            return Addresses.NO_FRAME;
        }
    }
}
