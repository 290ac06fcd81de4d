import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A bundle that imports jakarta.mail, in Apache Felix; the jars of the system property bundles are bundles too. */
public final class Osgi implements Loop.Host, AutoCloseable {
    private final Framework framework;
    private final Object program;
    private final ClassLoader handlers;

    public Osgi() throws Exception {
        Path place = Files.createTempDirectory(Path.of("").toAbsolutePath(), "osgi");
        framework = ServiceLoader.load(FrameworkFactory.class)
                .iterator()
                .next()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, place.resolve("cache").toString()));
        framework.start();
        List<Bundle> bundles = new ArrayList<>();
        for (String path : System.getProperty("bundles").split(File.pathSeparator)) {
            if (path.endsWith(".jar")) {
                try (JarFile jar = new JarFile(path)) {
                    if (jar.getManifest().getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null) {
                        bundles.add(framework.getBundleContext().installBundle(Path.of(path).toUri().toString()));
                    }
                }
            }
        }
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        // the mail API's handlers of multiparts are found by it, in OSGi too
        handlers = bundles.stream()
                .filter(bundle -> bundle.getSymbolicName().equals("org.eclipse.angus.mail"))
                .findFirst()
                .orElseThrow()
                .loadClass("org.eclipse.angus.mail.handlers.multipart_mixed")
                .getClassLoader();
        Bundle own = framework.getBundleContext().installBundle(bundle(place).toUri().toString());
        own.start();
        program = own.loadClass("StaticSend").getConstructor().newInstance();
    }

    private static Path bundle(Path place) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, "program");
        main.putValue(Constants.IMPORT_PACKAGE, "jakarta.mail,jakarta.mail.internet");
        Path jar = place.resolve("program.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (String name : List.of("StaticSend.class", "Loop.class", "Loop$Host.class")) {
                entries.putNextEntry(new JarEntry(name));
                try (var in = Osgi.class.getResourceAsStream("/" + name)) {
                    in.transferTo(entries);
                }
                entries.closeEntry();
            }
        }
        return jar;
    }

    @Override
    public void send(String from, String to, int port) throws Exception {
        if (to.startsWith("large-")) {
            Thread.currentThread().setContextClassLoader(handlers);
        }
        program.getClass()
                .getMethod("send", String.class, String.class, int.class)
                .invoke(program, from, to, port);
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(5000);
    }
}
