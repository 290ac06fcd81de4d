package io.github.ferrypost.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Whether other users of this machine may read the files that hold secrets. */
final class SecretFilesCheck {
    private SecretFilesCheck() {}

    static Result look(CheckContext visit) {
        List<Path> exposed = visit.patient().settings().exposedFiles();
        if (exposed.isEmpty()) {
            return Result.ok(visit.say("seen.secret-files"));
        }
        return Result.warning(
                visit.say("seen.secret-files-exposed", "files", names(exposed, ", ")),
                visit.say("remedy.secret-files", "files", names(exposed, " ")));
    }

    private static String names(List<Path> files, String between) {
        return files.stream().map(Path::toString).collect(Collectors.joining(between));
    }
}
