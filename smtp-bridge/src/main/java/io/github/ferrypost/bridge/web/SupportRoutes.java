package io.github.ferrypost.bridge.web;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.doctor.SupportBundle;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Downloads the support bundle. */
final class SupportRoutes {
    private final PageLayout layout;
    private final SettingsService service;
    private final SupportBundle bundle;

    SupportRoutes(PageLayout layout, SettingsService service, SupportBundle bundle) {
        this.layout = layout;
        this.service = service;
        this.bundle = bundle;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/support", this::download);
    }

    /** The settings page shows what is wrong with settings that cannot be read. */
    private void download(Context request) {
        try {
            byte[] zip = service.supportBundle(layout.words(request).language(), bundle);
            request.contentType("application/zip")
                    .header("Content-Disposition", "attachment; filename=\"ferrypost-support.zip\"")
                    .result(zip);
        } catch (SettingsException e) {
            request.status(303).header("Location", "/settings");
        }
    }
}
