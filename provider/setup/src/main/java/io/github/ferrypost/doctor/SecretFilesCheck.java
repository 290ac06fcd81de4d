package io.github.ferrypost.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Checks whether other users of this machine can read the files that hold secrets. */
final class SecretFilesCheck {
    private SecretFilesCheck() {}

    static Result look(CheckContext context) {
        List<Path> exposed = context.request().settings().exposedFiles();
        if (exposed.isEmpty()) {
            return Result.ok(context.say("seen.secret-files"));
        }
        return Result.warning(
                context.say("seen.secret-files-exposed", "files", names(exposed, ", ")),
                context.say("remedy.secret-files", "files", names(exposed, " ")));
    }

    private static String names(List<Path> files, String between) {
        return files.stream().map(Path::toString).collect(Collectors.joining(between));
    }
}
