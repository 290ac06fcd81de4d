import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server that runs a program in a class loader of its own, undeploys it, and waits until the loader is collected. */
public final class Undeploy {
    public static void main(String[] args) throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = run(args, collected);
        System.out.println("sent");
        for (int second = 0; second < 70; second++) {
            System.gc();
            if (collected.remove(1000) == loader) {
                System.out.println("collected");
                return;
            }
        }
        System.out.println("not collected; threads: " + Thread.getAllStackTraces().keySet());
    }

    private static WeakReference<ClassLoader> run(String[] jars, ReferenceQueue<ClassLoader> queue) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String jar : jars) {
            urls.add(Path.of(jar).toUri().toURL());
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> program = loader.loadClass("StaticSend");
            program.getMethod("send", String.class, String.class, int.class)
                    .invoke(program.getConstructor().newInstance(), "noreply@contoso.example", "a@x.example", 1);
            return new WeakReference<>(loader, queue);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
