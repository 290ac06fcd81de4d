package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Settings;
import java.util.List;

/** Packs what a supporter needs to see; the program around the doctor implements it. */
@FunctionalInterface
public interface SupportBundle {
    /** The bytes of a zip file that contains no secret. */
    byte[] of(Settings settings, List<DoctorReport> reports, Language language);
}
