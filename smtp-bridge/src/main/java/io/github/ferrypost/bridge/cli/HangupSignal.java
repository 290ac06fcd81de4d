package io.github.ferrypost.bridge.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, by which service managers ask for a reload. Java has no public API for signals; {@code sun.misc.Signal} is
 * part of its module {@code jdk.unsupported} and is looked up at run time, so that a Java without it, or Windows, only
 * misses the signal. Stateless.
 */
final class HangupSignal {
    private static final Logger LOG = LoggerFactory.getLogger(HangupSignal.class);

    private HangupSignal() {}

    /** Runs the action, in a thread of its own, for each SIGHUP; the signal then no longer ends the process. */
    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler onSignal = (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                    return method.invoke(action, arguments);
                }
                action.run();
                return null;
            };
            Object handles = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, onSignal);
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangup, handles);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("This system or Java has no SIGHUP", e);
        }
    }
}
