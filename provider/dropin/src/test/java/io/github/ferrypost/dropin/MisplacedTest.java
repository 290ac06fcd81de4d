package io.github.ferrypost.dropin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The jar in a place that is no good, as docs/compatibility.md tells. */
class MisplacedTest {
    /**
     * Jakarta Mail's Session asks Java's service loader, which cannot load a provider whose superclass it does not see, and
     * neither guards the other. Nothing inside the jar can help; should this ever pass, the warning in the docs can go.
     */
    @Test
    void inAParentLoaderWithoutTheMailApiItBreaksEverySession() throws Exception {
        Stack stack = Stack.current();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader parent = loader(List.of(stack.drop()), ClassLoader.getPlatformClassLoader());
                URLClassLoader child = loader(stack.paths(), parent)) {
            thread.setContextClassLoader(child);
            Class<?> session = child.loadClass("jakarta.mail.Session");
            assertThatThrownBy(() ->
                            session.getMethod("getInstance", Properties.class).invoke(null, new Properties()))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasRootCauseInstanceOf(ClassNotFoundException.class)
                    .hasStackTraceContaining("NoClassDefFoundError: jakarta/mail/Provider");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URLClassLoader loader(List<Path> jars, ClassLoader parent) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), parent);
    }
}
