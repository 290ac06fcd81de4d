/**
 * What Microsoft Entra's refusals mean. {@link io.github.ferrypost.entra.AadstsTable} has a row for each AADSTS code: verdict,
 * scope, meaning, and remedy, in two languages. {@link io.github.ferrypost.entra.EntraRefusal} reads a response of the token
 * endpoint and finds the row.
 */
@NullMarked
package io.github.ferrypost.entra;

import org.jspecify.annotations.NullMarked;
