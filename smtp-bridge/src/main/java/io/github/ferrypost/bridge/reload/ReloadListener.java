package io.github.ferrypost.bridge.reload;

/** Is told how each change of the settings ended. Called by the thread that made the change; must not throw. */
@FunctionalInterface
public interface ReloadListener {
    void ended(ReloadResult result);
}
