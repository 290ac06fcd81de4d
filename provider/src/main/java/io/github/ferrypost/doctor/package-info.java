/**
 * The set-up, checked step by step as the handbook tells it, and each fault with what to do about it.
 *
 * <p>A {@link io.github.ferrypost.doctor.DoctorRequest} is one account's settings and what else the examination may use.
 * {@link io.github.ferrypost.doctor.Doctor} goes through {@code CheckTable}, which is the contents page: the form of what was
 * typed, the network, the tenant, tokens, what the tokens say, redirect URIs, the mailbox by each road, and, where somebody
 * gives the rights or the output for it, the directory and Exchange. A check looks at what earlier ones have learnt
 * ({@code CheckContext}) and says a {@code Result}; the listener gets it as a {@link io.github.ferrypost.doctor.Finding} at once, and
 * the {@link io.github.ferrypost.doctor.DoctorReport} holds them all. All words stand in two resources, one for each
 * {@link io.github.ferrypost.doctor.Language}; {@link io.github.ferrypost.doctor.DoctorCommand} is the command line.
 */
package io.github.ferrypost.doctor;
