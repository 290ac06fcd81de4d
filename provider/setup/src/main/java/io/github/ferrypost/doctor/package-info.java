/**
 * Checks a set-up in the order of the handbook, and reports each fault with its remedy.
 *
 * <p>A {@link io.github.ferrypost.doctor.DoctorRequest} holds one account's settings and optional inputs.
 * {@link io.github.ferrypost.doctor.Doctor} runs the checks of {@code CheckTable}, the place to start reading: form
 * of the values, network, tenant, tokens and their claims, redirect URIs, the mailbox by each road, and, given the
 * permissions or the pasted output, the directory and Exchange. A check uses what earlier ones found
 * ({@code CheckContext}) and returns a {@code Result}. {@code Examination} runs the table, and compares each result with
 * what other checks prove: that makes it a {@link io.github.ferrypost.doctor.Finding}. The
 * {@link io.github.ferrypost.doctor.DoctorListener} gets it at once, and the
 * {@link io.github.ferrypost.doctor.DoctorReport} holds all findings and the verdict. The texts are in two resources, one
 * for each {@link io.github.ferrypost.doctor.Language}; {@link io.github.ferrypost.doctor.GermanText} translates what
 * other packages say. {@link io.github.ferrypost.doctor.DoctorCommand} is the command line.
 */
@NullMarked
package io.github.ferrypost.doctor;

import org.jspecify.annotations.NullMarked;
