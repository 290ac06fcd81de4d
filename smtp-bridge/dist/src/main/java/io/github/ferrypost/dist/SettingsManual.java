package io.github.ferrypost.dist;

import io.github.ferrypost.account.Key;

/** ferrypost.properties(5), from the tables of the settings. */
final class SettingsManual {
    private SettingsManual() {}

    static String of(String version) {
        Roff page = new Roff("ferrypost.properties", 5, version, "settings of Ferrypost")
                .section("DESCRIPTION")
                .paragraph("A file of Java properties in UTF-8: one `key=value` per line, `#` begins a comment, and a"
                        + " backslash is written twice. The file belongs to root and can be read by the group `ferrypost`,"
                        + " because it may contain a secret.")
                .paragraph("In any value, `${file:PATH}` is replaced by the content of a file and `${env:NAME}` by an"
                        + " environment variable. A relative path starts at the folder of this file. Environment variables"
                        + " override the file: `FERRYPOST_TENANT` for `ferrypost.tenant`.")
                .paragraph("Without a name in the key there is one account. `ferrypost.account.NAME.mailbox` defines"
                        + " further ones; they inherit what they do not set.")
                .section("EXAMPLE")
                .literal(SampleSettings.ACCOUNT)
                .section("KEYS");
        for (Key key : SampleSettings.keys()) {
            String standard = key.standard().isEmpty() ? "" : " Default: `" + key.standard() + "`.";
            page.item(key.name(), key.meaning() + standard);
        }
        return page.section("FILES")
                .item("/etc/ferrypost/ferrypost.properties", "The settings of the packaged service.")
                .section("SEE ALSO")
                .paragraph("ferrypost(1); `ferrypost config` prints the effective settings and their sources.")
                .toString();
    }
}
